"""Who belongs to the shop."""

from bot.people import People
from core.records import Member
from tests.fakes.ports import MemoryShops


async def test_the_first_person_in_a_private_chat_becomes_the_owner_and_the_next_does_not() -> None:
    shops = MemoryShops()
    people = People(shops, "demo", first_comer=True)
    assert await people.merchant_of("7", "7") == "demo"
    assert await people.merchant_of("8", "8") is None
    member = await shops.member("demo", "7")
    assert member and member.role == "owner"


async def test_nobody_becomes_the_owner_in_a_group() -> None:
    assert await People(MemoryShops(), "demo", first_comer=True).merchant_of("7", "-100") is None


async def test_with_owners_set_a_stranger_is_refused_and_the_owner_joins() -> None:
    shops = MemoryShops()
    people = People(shops, "demo", (42,))
    assert await people.merchant_of("7", "7") is None
    assert await people.merchant_of("42", "42") == "demo"


async def test_joining_again_keeps_the_role() -> None:
    shops = MemoryShops()
    await shops.join(Member(merchant="demo", user="7", chat="7", role="manager"))
    await People(shops, "demo").join("7", "staff")
    member = await shops.member("demo", "7")
    assert member and member.role == "manager"
