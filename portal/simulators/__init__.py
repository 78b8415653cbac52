"""Simulators of ACE (CBP), of the CBSA's system and of a payment service: not the real ones, and named so wherever they speak.

Small processes without Django. They take the real messages over HTTP, acknowledge, decide by plain rules, send
status notices, and can be told to be slow, down, to repeat themselves or to answer out of order.

`virus_scanner` is a third one: it speaks the protocol of clamd and is no virus scanner.
"""
