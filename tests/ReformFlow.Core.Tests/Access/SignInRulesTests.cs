using ReformFlow.Core.Access;
using ReformFlow.Core.Log;

namespace ReformFlow.Core.Tests.Access;

public class SignInRulesTests
{
    static readonly DateTimeOffset _now = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Code_is_tried_five_times_and_no_more()
    {
        var four = Mark([Mailed("c"), .. Enumerable.Repeat(Failed("c"), 4)]);
        Assert.True(SignInRules.MayTry(four, "c", _now));
        Assert.False(SignInRules.MayTry(Mark([Mailed("c"), .. Enumerable.Repeat(Failed("c"), 5)]), "c", _now));
    }

    [Fact]
    public void Code_is_used_once() => Assert.False(SignInRules.MayTry(Mark([Mailed("c"), new SignedIn("p1", SignInWay.Mail, "c")]), "c", _now));

    [Fact]
    public void Code_that_was_never_mailed_can_not_be_tried() => Assert.False(SignInRules.MayTry(Mark([Mailed("c")]), "d", _now));

    [Fact]
    public void Code_ends_after_ten_minutes()
    {
        var mark = Mark([Mailed("c")]);
        Assert.True(SignInRules.MayTry(mark, "c", _now + SignInRules.CodeLife - TimeSpan.FromSeconds(1)));
        Assert.False(SignInRules.MayTry(mark, "c", _now + SignInRules.CodeLife));
    }

    [Fact]
    public void Code_of_who_was_removed_lets_nobody_in() => Assert.False(SignInRules.MayTry(Mark([Mailed("c"), new MemberRemoved("p1")]), "c", _now));

    [Fact]
    public void Six_codes_are_mailed_in_an_hour_and_twenty_in_a_day()
    {
        var six = Mark([.. Enumerable.Range(0, 6).Select(n => Mailed($"c{n}"))]);
        Assert.False(SignInRules.MayMail(six, _now + TimeSpan.FromMinutes(59)));
        Assert.True(SignInRules.MayMail(six, _now + TimeSpan.FromMinutes(60)));
        Assert.True(SignInRules.MayMail(Mark([.. Enumerable.Range(0, 5).Select(n => Mailed($"c{n}"))]), _now));

        var twenty = Mark([.. Enumerable.Range(0, 20).Select(n => Mailed($"c{n}", TimeSpan.FromMinutes(12 * n)))]);
        Assert.False(SignInRules.MayMail(twenty, _now + TimeSpan.FromHours(23)));
        Assert.True(SignInRules.MayMail(twenty, _now + TimeSpan.FromHours(24)));
    }

    [Fact]
    public void App_rests_after_ten_wrong_codes_for_a_day_or_until_it_is_right()
    {
        Assert.True(SignInRules.MayTryApp(Mark([new AuthenticatorSet("p1"), .. Enumerable.Repeat(AppFailed(), 9)]), _now));
        var ten = Mark([new AuthenticatorSet("p1"), .. Enumerable.Repeat(AppFailed(), 10)]);
        Assert.False(SignInRules.MayTryApp(ten, _now + TimeSpan.FromHours(23)));
        Assert.True(SignInRules.MayTryApp(ten, _now + TimeSpan.FromHours(24)));
        Assert.True(SignInRules.MayTryApp(Mark([new AuthenticatorSet("p1"), .. Enumerable.Repeat(AppFailed(), 9), new SignedIn("p1", SignInWay.App, "7"), AppFailed()]), _now));
    }

    [Fact]
    public void App_that_was_never_set_or_was_taken_away_can_not_be_tried()
    {
        Assert.False(SignInRules.MayTryApp(Mark([]), _now));
        Assert.False(SignInRules.MayTryApp(Mark([new AuthenticatorSet("p1"), new AuthenticatorRemoved("p1")]), _now));
    }

    [Fact]
    public void Head_keeps_no_more_than_it_needs()
    {
        var mark = Mark([.. Enumerable.Range(0, 100).SelectMany(n => new Event[] { Mailed($"c{n}"), Failed($"c{n}"), AppFailed(), new SignedIn("p1", SignInWay.Server, $"w{n}") })]);
        Assert.Equal((20, 10, 20), (mark.Codes.Count, mark.AppFailures.Count, mark.UsedAddresses.Count));
        Assert.Equal("w99", mark.UsedAddresses[^1]);
    }

    [Fact]
    public void Signing_out_everywhere_begins_a_new_generation() => Assert.Equal(2, Mark([new SignedOutEverywhere("p1")]).Generation);

    static CodeMailed Mailed(string code, TimeSpan later = default) => new("p1", code, _now + later + SignInRules.CodeLife);

    static SignInFailed Failed(string code) => new("p1", _now, code);

    static SignInFailed AppFailed() => new("p1", _now);

    static MemberMark Mark(IReadOnlyList<Event> facts) =>
        Sample.Office([("6/1", new MemberAdded("p1", [Role.View])), .. facts.Select(f => ("6/1", f))]).Members["p1"];
}
