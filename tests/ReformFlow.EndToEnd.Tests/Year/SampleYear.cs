using System.Text.RegularExpressions;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Plans;
using ReformFlow.EndToEnd.Tests.Setting;
using ReformFlow.Local.Demo;

namespace ReformFlow.EndToEnd.Tests.Year;

/// <summary>
/// A year of the sample city as its people live it, all of it through pages and mails: a cycle from the probe in February over 1 April, the reviews and
/// the approval to its publication in October, a correction and a late figure after it, and beside it a small one that is given up.
/// </summary>
/// <remarks>People act some minutes past the hour, when what is due on it has happened.</remarks>
sealed partial class SampleYear(IYearTown town)
{
    public const string Town = "mizuhono", Cycle = "r7", Small = "dx-r7";

    public static readonly DateTimeOffset Begin = At(2, 16, 8, 30), End = At(10, 24);

    static readonly Period _period = new(new FiscalYear(2025));

    DateTimeOffset _now = Begin;

    readonly SampleCity _city = new();
    readonly Visitor _clerk = new(new() { BaseAddress = town.Site });
    readonly Visitor _editor = new(new() { BaseAddress = town.Site });
    readonly Visitor _approver = new(new() { BaseAddress = town.Site });

    /// <summary>A moment of 2026 in local time.</summary>
    public static DateTimeOffset At(int month, int day, int hour = 0, int minute = 0) => TokyoTime.At(new(2026, month, day), new(hour, minute));

    /// <summary>Lives through it.</summary>
    public async Task LiveAsync()
    {
        foreach (var (at, deed) in Deeds().OrderBy(d => d.At))
            using (await town.PassToAsync(at))
                try
                {
                    _now = at;
                    await deed();
                }
                catch (Exception e)
                {
                    throw new InvalidOperationException($"{TokyoTime.DayOf(at):yyyy-MM-dd} {TokyoTime.TimeOf(at)}: {e.Message}", e);
                }
        using (await town.PassToAsync(End)) { }
    }

    IEnumerable<(DateTimeOffset At, Func<Task> Deed)> Deeds() => [.. Before(), .. Collecting(), .. FirstOfApril(), .. Chased(), .. SmallCycle(), .. Reviewed(), .. Published()];

    static string Desk(string rest = "", string cycle = Cycle) => $"/{Town}/desk/{cycle}{rest}";

    static string Request(string department, string rest = "", string cycle = Cycle) => Desk($"/requests/{department}{rest}", cycle);

    /// <summary>Opens a page and posts its form; the page that follows must be a good one.</summary>
    static async Task<WebPage> PostAsync(Visitor who, string page, string action, params (string Name, string? Value)[] typed)
    {
        var opened = await who.OpenAsync(page);
        Assert.True(opened.IsGood, $"{page} answered {(int)opened.Status}: {opened.Text}");
        var answer = await who.PostAsync(opened, action, typed);
        Assert.True(answer.IsGood, $"{action} answered {(int)answer.Status}: {answer.Text}");
        return answer;
    }

    /// <summary>Posts a form that has the address of its own page.</summary>
    static Task<WebPage> PostAsync(Visitor who, string page, params (string Name, string? Value)[] typed) => PostAsync(who, page, page, typed);

    static async Task<WebPage> OpenAsync(Visitor who, string page)
    {
        var opened = await who.OpenAsync(page);
        Assert.True(opened.IsGood, $"{page} answered {(int)opened.Status}: {opened.Text}");
        return opened;
    }

    /// <summary>The path in the latest mail that leads to a department's form; looked up each time, as somebody does who keeps no bookmark.</summary>
    string FormOf(string department, string cycle = Cycle, string end = "") =>
        town.Mails.SelectMany(m => Link().Matches(m.Body).Select(l => new Uri(l.Value).AbsolutePath))
            .Last(path => path.StartsWith($"/{Town}/{cycle}/{department}/", StringComparison.Ordinal) && path.EndsWith("/confirm", StringComparison.Ordinal) == (end.Length > 0));

    /// <summary>Types the sample's answers into every item on the department's list.</summary>
    async Task FillInAsync(string department, string cycle = Cycle, Action<PlanItem, Dictionary<string, string>>? change = null)
    {
        var form = FormOf(department, cycle);
        foreach (var item in await ItemsAsync(form))
        {
            var typed = _city.FormOf(item, _period);
            change?.Invoke(item, typed);
            await SaveAsync($"{form}/items/{item.Key}", [.. typed.Select(t => (t.Key, (string?)t.Value))]);
        }
        await GivePartsAsync(form);
    }

    /// <summary>Tells the writing departments what this one did for their items.</summary>
    async Task GivePartsAsync(string form, params (string Name, string? Value)[] more)
    {
        foreach (var path in PartLink().Matches((await OpenAsync(_clerk, form)).Html).Select(m => m.Groups[1].Value).Distinct())
        {
            var field = (await OpenAsync(_clerk, path)).One("main form textarea").GetAttribute("name")!;
            await SaveAsync(path, [(field, "説明会に職員を１人出し、資料の点検を受け持った。"), .. more]);
        }
    }

    async Task SaveAsync(string path, params (string Name, string? Value)[] typed) =>
        Assert.Contains("保存しました", (await PostAsync(_clerk, path, typed)).Text, StringComparison.Ordinal);

    async Task<IReadOnlyList<PlanItem>> ItemsAsync(string form) =>
        [.. ItemLink().Matches((await OpenAsync(_clerk, form)).Html).Select(m => m.Groups[1].Value).Distinct().Select(key => _city.Plan.Items.Single(i => i.Key == key))];

    /// <summary>Hands in.</summary>
    /// <param name="given">The superior's post, where its word was given outside; else it is asked.</param>
    async Task SubmitAsync(string department, string? given = null, string cycle = Cycle)
    {
        var form = FormOf(department, cycle);
        (string, string?)[] typed = given is null ? [] : [("confirmation", "given"), ("given.post", given), ("given.day", $"{TokyoTime.DayOf(_now):yyyy-MM-dd}")];
        var answer = await PostAsync(_clerk, $"{form}/check", typed);
        Assert.EndsWith("/receipt", answer.Address.AbsolutePath);
    }

    /// <summary>The superior opens the link of its mail and confirms.</summary>
    Task ConfirmAsync(string department, params (string Name, string? Value)[] typed) => PostAsync(_clerk, FormOf(department, end: "/confirm"), typed);

    /// <summary>Signs in with the code that a mail brings.</summary>
    async Task SignInAsync(Visitor who, string address)
    {
        var before = town.Mails.Count;
        await PostAsync(who, $"/{Town}/desk/sign-in", ("address", address), ("way", "mail"));
        var mail = town.Mails.Skip(before).Single(m => m.Address.Contains(address, StringComparison.Ordinal));
        var desk = await PostAsync(who, $"/{Town}/desk/sign-in/code", ("code", Code().Match(mail.Body).Value));
        Assert.EndsWith("/desk", desk.Address.AbsolutePath);
    }

    [GeneratedRegex(@"^https?://\S+/\S+/\S+/\S+/\S+$", RegexOptions.Multiline)]
    private static partial Regex Link();

    [GeneratedRegex("href=\"[^\"]*/items/([a-z0-9-]+)\"")]
    private static partial Regex ItemLink();

    [GeneratedRegex("href=\"([^\"]*/parts/[a-z0-9-]+)\"")]
    private static partial Regex PartLink();

    [GeneratedRegex(@"\b\d{4}[ -]?\d{4}\b")]
    private static partial Regex Code();
}
