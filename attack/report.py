"""What an attack tells: how often it tried, what broke, what could not be tried here."""

from dataclasses import dataclass, field

SHOWN = 12  # of what broke


@dataclass
class Report:
    name: str
    tried: int = 0
    broke: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)  # figures, and what could not be tried

    def expect(self, held: object, broken: str) -> None:
        """One try. `broken` says what a person would see if it does not hold."""
        self.tried += 1
        if not held:
            self.broke.append(broken)

    def note(self, what: str) -> None:
        self.told.append(what)

    def lines(self, database: str, seconds: float) -> list[str]:
        """The line of the attack in the table, and what belongs to it."""
        result = f"BROKE, {len(self.broke)} times" if self.broke else "held"
        notes = f" ({'; '.join(self.told)})" if self.told else ""
        tried = f"{self.tried:,} tries"
        line = f"{database:<10}  {self.name:<11}  {tried:>13}  {seconds:5.0f} s  {result}{notes}"
        seen = list(dict.fromkeys(self.broke))
        more = [f"… and {len(seen) - SHOWN} others"] if len(seen) > SHOWN else []
        return [line, *[f"            BROKE: {what}" for what in seen[:SHOWN] + more]]
