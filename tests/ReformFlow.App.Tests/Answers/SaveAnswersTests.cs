using ReformFlow.App.Answers;
using ReformFlow.App.Log;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Requests;

namespace ReformFlow.App.Tests.Answers;

public class SaveAnswersTests
{
    const string Department = "shimin", Field = "text.achievements";

    [Fact]
    public async Task Only_what_changed_is_written_with_how_far_the_draft_has_come()
    {
        await using var office = new Office();
        await office.StartAsync();
        var saved = await SaveAsync(office, 0, Sample.Form(Field, "受付を二つに分けた。"));
        Assert.True(saved.Saved);
        var again = await SaveAsync(office, saved.Version, Sample.Form(Field, "受付を二つに分けた。"));
        Assert.False(again.Saved);
        var head = (await office.RunningAsync()).Requests[Department];
        Assert.Equal((1, 1, 4), (head.Version, head.Filled, head.Required));
    }

    [Fact]
    public async Task A_field_that_changed_on_both_sides_is_asked_and_the_others_are_saved()
    {
        await using var office = new Office();
        await office.StartAsync();
        await SaveAsync(office, 0, Sample.Form(Field, "先の言葉"));
        var both = await SaveAsync(office, 0, new() { [Field] = new("後の言葉"), ["text.nextSteps"] = new("続ける。") });
        Assert.True(both.Saved);
        Assert.Equal(("先の言葉", "後の言葉"), (Assert.Single(both.Conflicts).Theirs.Text, both.Conflicts[0].Mine.Text));
        Assert.Equal("先の言葉", await TextAsync(office, Field));
        Assert.Equal("続ける。", await TextAsync(office, "text.nextSteps"));
    }

    [Fact]
    public async Task One_refused_field_keeps_everything_unwritten()
    {
        await using var office = new Office();
        await office.StartAsync();
        var refused = await SaveAsync(office, 0, new() { [Field] = new(new string('長', 100_000)), ["text.nextSteps"] = new("続ける。"), ["rating.status"] = new("満点") });
        Assert.Equal([Field, "rating.status"], refused.Refusals.Keys.Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(0, (await office.RunningAsync()).Requests[Department].Version);
    }

    [Fact]
    public async Task Nothing_is_written_from_the_end_of_the_lock_day_on()
    {
        await using var office = new Office();
        await office.StartAsync();
        office.Now = TokyoTime.EndOf(Office.Dates.LockDay).AddSeconds(-1);
        Assert.True((await SaveAsync(office, 0, Sample.Form(Field, "間に合った。"))).Saved);
        office.Now = office.Now.AddSeconds(1);
        Assert.Equal(Closed.Locked, (await SaveAsync(office, 1, Sample.Form(Field, "遅れた。"))).Closed);
        Assert.Equal("間に合った。", await TextAsync(office, Field));
    }

    [Fact]
    public async Task A_returned_request_takes_only_what_was_returned()
    {
        await using var office = new Office();
        var cycle = await office.StartAsync();
        await office.SubmitAsync(Department);
        await office.Get<Streams>().ChangeAsync<RequestHead>(cycle.StreamOf(Department), "post:office",
            _ => [new Returned([new("i1", [Field], "件数を書いてください。")], "", new(2026, 7, 6))], default);
        var saved = await SaveAsync(office, 2, new() { [Field] = new("３２件に対応した。"), ["text.nextSteps"] = new("書き換える。") });
        Assert.True(saved.Saved);
        Assert.Equal("３２件に対応した。", await TextAsync(office, Field));
        Assert.NotEqual("書き換える。", await TextAsync(office, "text.nextSteps"));
    }

    static async Task<SaveOutcome> SaveAsync(Office office, int drawnFrom, Dictionary<string, AnswerValue> form)
    {
        var cycle = await office.RunningAsync();
        return await office.Get<SaveAnswers>().RunAsync(cycle, Department, cycle.ItemsOf(Department).Single(), drawnFrom, form, $"post:{Department}", default);
    }

    static async Task<string> TextAsync(Office office, string field) =>
        AnswerHistory.Now(await office.Get<Streams>().ReadAsync((await office.RunningAsync()).StreamOf(Department), default))[new("i1", field)].Text;
}
