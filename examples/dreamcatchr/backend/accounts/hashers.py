from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2idHasher(Argon2PasswordHasher):
    """Argon2id with 19 MiB, 2 passes and 1 lane.

    Django's default of 100 MiB and 8 lanes does not suit a container with one or two processors and 512 MiB: a
    handful of logins at once would end it. See OWASP's Password Storage Cheat Sheet, "Argon2id".
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
