"""Everything that leaves the inventory: registers, lists for people, standard formats, and native files.

Each writer is a function of a snapshot and a question; `formats` lists them, and the faces only send
what they make.
"""
