using ReformFlow.Core.Access;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;

namespace ReformFlow.Core.Tests.Access;

/// <summary>
/// Who may do what; cases: own roles, a deputy's days (both ends, the day before and after), a deputy of somebody removed, no chain of deputies;
/// giving and taking each role with and without having it; the last two editors, the last approver; deputies by oneself, by others, in odd spans.
/// </summary>
public class MemberRulesTests
{
    static readonly DateOnly _today = new(2026, 6, 15);

    // p1 and p2 may edit, p1 and p3 may approve, p4 only looks.
    static readonly (string, Event)[] _office =
    [
        ("6/1", new MemberAdded("p1", [Role.View, Role.Edit, Role.Approve])), ("6/1", new MemberAdded("p2", [Role.Edit])),
        ("6/1", new MemberAdded("p3", [Role.Approve])), ("6/1", new MemberAdded("p4", [Role.View])),
    ];

    [Theory]
    [InlineData("p1", "View,Edit,Approve")]
    [InlineData("p2", "View,Edit")]
    [InlineData("p3", "View,Approve")]
    [InlineData("p4", "View")]
    [InlineData("p9", "")]
    [InlineData("post:office", "")]
    [InlineData("system", "")]
    public void Member_has_the_roles_that_were_given_and_may_look(string person, string roles) =>
        Assert.Equal(roles, string.Join(',', MemberRules.RolesOn(Office(), person, _today)));

    [Theory]
    [InlineData("2026-06-14", "View")]
    [InlineData("2026-06-15", "View,Approve")]
    [InlineData("2026-06-19", "View,Approve")]
    [InlineData("2026-06-20", "View")]
    public void Deputy_has_the_roles_from_the_first_day_to_the_last(string day, string roles) =>
        Assert.Equal(roles, string.Join(',', MemberRules.RolesOn(Office(("6/2", Deputy("p3", "p4"))), "p4", DateOnly.Parse(day))));

    [Fact]
    public void Deputy_of_a_deputy_has_nothing_of_it() =>
        Assert.Equal([Role.View, Role.Edit], MemberRules.RolesOn(Office(("6/2", Deputy("p3", "p4")), ("6/2", Deputy("p4", "p2"))), "p2", _today));

    [Fact]
    public void Who_was_removed_has_no_role_and_stands_in_for_nobody()
    {
        var office = Office(("6/2", Deputy("p3", "p4")), ("6/2", Deputy("p1", "p3")), ("6/3", new MemberRemoved("p3")));
        Assert.Equal([Role.View], MemberRules.RolesOn(office, "p4", _today));
        Assert.Empty(MemberRules.RolesOn(office, "p3", _today));
        Assert.Equal(["p1", "p2", "p4"], MemberRules.Members(office));
        Assert.Empty(office.Deputies);
    }

    [Fact]
    public void Who_comes_back_begins_a_new_generation()
    {
        var office = Office(("6/3", new AuthenticatorSet("p4")), ("6/3", new MemberRemoved("p4")), ("6/4", new MemberAdded("p4", [Role.View])));
        Assert.Equal((2, false), (office.Members["p4"].Generation, office.Members["p4"].HasAuthenticator));
    }

    [Theory]
    [InlineData("p2", "p5", "View", true)]
    [InlineData("p2", "p5", "Edit", true)]
    [InlineData("p2", "p5", "Approve", false)]
    [InlineData("p2", "p2", "Edit,Approve", false)]
    [InlineData("p2", "p3", "View", false)]
    [InlineData("p2", "p3", "Edit,Approve", false)]
    [InlineData("p3", "p5", "View", false)]
    [InlineData("p4", "p5", "View", false)]
    [InlineData("p9", "p5", "View", false)]
    [InlineData("p1", "p5", "Approve", true)]
    [InlineData("p1", "p2", "Edit,Approve", true)]
    [InlineData("p1", "p3", "View", true)]
    [InlineData("system", "p5", "Approve", true)]
    public void Nobody_gives_more_than_they_have(string by, string person, string roles, bool isGiven)
    {
        var ruling = MemberRules.Give(Office(), by, person, roles.Split(',').Select(Enum.Parse<Role>));
        Assert.Equal(isGiven, ruling.Refusal is null);
        Assert.Equal(isGiven ? 1 : 0, ruling.Facts.Count);
    }

    [Fact]
    public void What_a_deputy_holds_is_not_passed_on()
    {
        var office = Office(("6/2", Deputy("p1", "p4")), ("6/2", Deputy("p1", "p2")));
        Assert.NotNull(MemberRules.Give(office, "p4", "p5", [Role.View]).Refusal);
        Assert.NotNull(MemberRules.Give(office, "p2", "p2", [Role.Edit, Role.Approve]).Refusal);
    }

    [Fact]
    public void Same_roles_are_no_fact_and_none_are_refused()
    {
        Assert.Equal((0, null), (MemberRules.Give(Office(), "p2", "p2", [Role.Edit]).Facts.Count, MemberRules.Give(Office(), "p2", "p2", [Role.Edit]).Refusal));
        Assert.NotNull(MemberRules.Give(Office(), "p1", "p4", []).Refusal);
    }

    [Fact]
    public void Two_editors_and_an_approver_stay()
    {
        Assert.NotNull(MemberRules.Remove(Office(), "p1", "p2").Refusal);
        Assert.NotNull(MemberRules.Give(Office(), "p1", "p2", [Role.View]).Refusal);
        Assert.Null(MemberRules.Remove(Office(("6/2", new MemberAdded("p5", [Role.Edit]))), "p1", "p2").Refusal);
        Assert.Null(MemberRules.Remove(Office(), "p1", "p3").Refusal);
        Assert.NotNull(MemberRules.Remove(Office(("6/2", new MemberRemoved("p3")), ("6/2", new MemberAdded("p5", [Role.Edit]))), "p1", "p1").Refusal);
    }

    [Fact]
    public void Desk_says_how_many_editors_there_are_until_there_are_two()
    {
        Assert.Null(MemberRules.TooFewEditors(Office()));
        Assert.Contains("1人です", MemberRules.TooFewEditors(Fold(_office[0])), StringComparison.Ordinal);
        Assert.Contains("0人です", MemberRules.TooFewEditors(Fold()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("p3", "p3", "p4", "2026-06-15", "2026-06-15", true)]
    [InlineData("p1", "p3", "p4", "2026-06-15", "2026-07-15", true)]
    [InlineData("p2", "p3", "p4", "2026-06-15", "2026-07-15", false)]
    [InlineData("p2", "p4", "p2", "2026-06-15", "2026-07-15", true)]
    [InlineData("p4", "p3", "p4", "2026-06-15", "2026-07-15", false)]
    [InlineData("p3", "p3", "p3", "2026-06-15", "2026-07-15", false)]
    [InlineData("p3", "p3", "p9", "2026-06-15", "2026-07-15", false)]
    [InlineData("p1", "p9", "p3", "2026-06-15", "2026-07-15", false)]
    [InlineData("p3", "p3", "p4", "2026-06-16", "2026-06-15", false)]
    [InlineData("p3", "p3", "p4", "2026-06-01", "2026-06-14", false)]
    [InlineData("p3", "p3", "p4", "2026-06-01", "2026-06-15", true)]
    [InlineData("p3", "p3", "p4", "2026-06-15", "2027-06-15", true)]
    [InlineData("p3", "p3", "p4", "2026-06-15", "2027-06-16", false)]
    public void Deputy_is_named_by_oneself_or_by_who_could_give_the_roles(string by, string person, string deputy, string from, string to, bool isNamed) =>
        Assert.Equal(isNamed, MemberRules.NameDeputy(Office(), by, person, deputy, DateOnly.Parse(from), DateOnly.Parse(to), _today) is { Refusal: null, Facts.Count: 1 });

    [Theory]
    [InlineData("p3", true)]
    [InlineData("p4", true)]
    [InlineData("p1", true)]
    [InlineData("p2", false)]
    public void Deputy_is_ended_by_both_and_by_who_could_give_the_roles(string by, bool isEnded) =>
        Assert.Equal(isEnded, MemberRules.EndDeputy(Office(("6/2", Deputy("p3", "p4"))), by, "p3", "p4", _today).Facts.Count == 1);

    [Theory]
    [InlineData("p4", "p4", true)]
    [InlineData("p2", "p4", true)]
    [InlineData("p2", "p3", false)]
    [InlineData("p1", "p3", true)]
    [InlineData("p4", "p2", false)]
    [InlineData("p1", "p9", false)]
    public void Address_of_who_approves_is_corrected_by_who_approves(string by, string person, bool isCorrected) =>
        Assert.Equal(isCorrected, MemberRules.Correct(Office(), by, person).Refusal is null);

    static DeputyNamed Deputy(string person, string deputy) => new(person, deputy, new(2026, 6, 15), new(2026, 6, 19));

    static OfficeHead Office(params (string, Event)[] facts) => Fold([.. _office, .. facts]);

    static OfficeHead Fold(params (string At, Event Fact)[] facts) => Sample.Office(facts);
}
