"""Simulated tablets: the app's own services, store and sync client, driven by a plan instead of fingers.

plan      what is going to be recorded, decided by a seed
pictures  originals, and evidence copies of an exact size
journal   what every tablet acknowledged, written down independently of the product
crew      one tablet: enrol, record offline, sync
muster    assignments and enrolment codes prepared at the centre
run       all of them together, measured
recount   the centre's tables and files counted against the journal
"""
