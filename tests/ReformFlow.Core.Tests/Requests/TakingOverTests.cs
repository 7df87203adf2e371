using ReformFlow.Core.Answers;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Log;
using ReformFlow.Core.Organisation;
using ReformFlow.Core.Requests;

namespace ReformFlow.Core.Tests.Requests;

// zeimu (i1, i2) passes on to shimin, which may have i3 of its own. Due 30 June unless told otherwise.
public class TakingOverTests
{
    static readonly CycleSettings _cycle = Sample.Cycle();

    [Fact]
    public void A_new_request_takes_round_due_day_and_what_was_returned()
    {
        var standing = Of(Sample.Request(("6/10", new Submitted(1)), ("6/12", new Returned([new("i1", ["mark.a1"], "単位")], "", new(2026, 6, 19)))), Sample.RequestOf("shimin"), own: []);

        Assert.Equal((true, true, 2, new DateOnly(2026, 6, 19)), (standing.IsAsked, standing.IsOpen, standing.Round, standing.DueDay));
        Assert.Equal(["i1: mark.a1 単位"], Returned(standing));
    }

    [Fact]
    public void Two_open_requests_become_one_without_restrictions_in_the_cycle_s_days()
    {
        var standing = Of(Sample.Asked(), Sample.RequestOf("shimin"), "i3");

        Assert.Equal((true, true, 1, (DateOnly?)null), (standing.IsAsked, standing.IsOpen, standing.Round, standing.DueDay));
        Assert.Empty(standing.ReturnedItems);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_later_due_day_holds_for_both(bool isOld)
    {
        var longer = new Extended(new(2026, 7, 7), "繁忙");
        var standing = Of(Sample.Request(isOld ? [("6/10", longer)] : []), Sample.RequestOf("shimin", isOld ? [] : [("6/10", longer)]), "i3");

        Assert.Equal(new DateOnly(2026, 7, 7), standing.DueDay);
    }

    [Fact]
    public void A_successor_that_had_handed_in_is_asked_anew_for_what_comes()
    {
        var standing = Of(Sample.Asked(), Sample.RequestOf("shimin", ("6/10", new Submitted(1)), ("6/11", new Accepted(1))), "i3");

        Assert.Equal((true, true, 2), (standing.IsAsked, standing.IsOpen, standing.Round));
        Assert.Equal(["i1: ", "i2: "], Returned(standing));
    }

    [Fact]
    public void What_is_not_asked_any_more_comes_without_a_question()
    {
        var from = Sample.Request(("6/10", new Submitted(1)), ("6/12", new Returned([new("i9", [], "")], "", new(2026, 6, 19))));

        Assert.Equal((false, false), (Of(from, Sample.RequestOf("shimin"), own: []).IsAsked, Of(from, Sample.RequestOf("shimin"), own: []).IsOpen));
        var open = Of(from, Sample.RequestOf("shimin"), "i3");
        Assert.Equal((false, true), (open.IsAsked, open.IsOpen));
        Assert.Equal(["i3: "], Returned(open));
    }

    [Fact]
    public void Nothing_passes_on_that_was_handed_in_or_closed()
    {
        Assert.True(TakingOver.IsDue(Sample.Asked()));
        Assert.All(new Event[] { new Submitted(1), new Excused(MissingAnswer.Blank, ""), new Withdrawn("不要") }, fact => Assert.False(TakingOver.IsDue(Sample.Asked(("6/10", fact)))));
    }

    [Theory]
    [InlineData("6/10 8:00", "6/10 9:00")]
    [InlineData("6/10 14:00", "6/10 14:00")]
    [InlineData("6/12 18:00", "6/12 18:00")]
    [InlineData("6/13 10:00", "6/15 9:00")]
    public void Who_takes_over_is_asked_at_the_next_mail_hour(string at, string asked)
    {
        var head = Sample.RequestOf("shimin", (at, new TookOver(1, "zeimu", ["i1"], Of(Sample.Asked(), Sample.RequestOf("shimin"), own: []))));
        var cycle = Sample.Cycle("r7", "shimin");
        var now = Sample.At(asked);

        Assert.Equal([StepKind.Request], RequestPolicy.Next(cycle, head, [], now).Due.Select(s => s.Kind));
        if (at != asked) Assert.Empty(RequestPolicy.Next(cycle, head, [], now.AddSeconds(-1)).Due);
    }

    [Fact]
    public void A_day_that_had_its_mail_has_no_other()
    {
        var cycle = Sample.Cycle("r7", "zeimu");
        var head = Sample.Request([.. Sample.AskedAt("6/1 9:00"), ("6/1 15:00", new TookOver(1, "shimin", ["i1"], Of(Sample.RequestOf("shimin"), Sample.Asked(), "i1")))]);

        Assert.Empty(RequestPolicy.Next(cycle, head, [], Sample.At("6/1 15:00")).Due);
        Assert.Equal([StepKind.Request], RequestPolicy.Next(cycle, head, [], Sample.At("6/2 9:00")).Due.Select(s => s.Kind));
    }

    [Fact]
    public void Quiet_days_hold_the_request_to_a_successor()
    {
        var cycle = Sample.Cycle("r7", "shimin") with { Dates = new(new(2027, 3, 1), new(2027, 4, 20), new(2027, 5, 10), new(2027, 6, 1)) };
        var head = Sample.RequestOf("shimin", ("2027/4/1 10:00", new TookOver(1, "zeimu", ["i1"], new(true, true, 1, null, []))));

        var decision = RequestPolicy.Next(cycle, head, [], Sample.At("2027/4/1 10:00"));
        Assert.Empty(decision.Due);
        // The 11th of April 2027 is a Sunday.
        Assert.Equal([StepKind.Request], RequestPolicy.Next(cycle, head, [], Sample.At("2027/4/12 9:00")).Due.Select(s => s.Kind));
    }

    [Fact]
    public void Who_is_about_to_pass_on_is_asked_for_nothing()
    {
        var cycle = _cycle with { Requests = [new("zeimu", ["i1"]) { PassesOn = true }] };
        Assert.Empty(RequestPolicy.Next(cycle, Sample.Request(), [], Sample.At("6/1 9:00")).Due);
    }

    [Fact]
    public void Who_takes_over_waits_until_the_cycle_knows_of_it()
    {
        var head = Sample.RequestOf("shimin", ("6/10 10:00", new TookOver(1, "zeimu", ["i2"], new(true, true, 1, null, []))));
        Assert.Empty(RequestPolicy.Next(Sample.Cycle("r7", "shimin"), head, [], Sample.At("6/10 10:00")).Due);
    }

    static TakenStanding Of(RequestHead from, RequestHead to, params string[] own) => TakingOver.Of(_cycle, from, to, ["i1", "i2"], own);

    static IEnumerable<string> Returned(TakenStanding standing) => standing.ReturnedItems.Select(r => $"{r.Item}: {string.Join(' ', [.. r.Fields, r.Reason])}");
}
