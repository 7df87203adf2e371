using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Cycles;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Cycles;
using ReformFlow.Core.Plans;

namespace ReformFlow.EndToEnd.Tests.Setting;

/// <summary>The sample city with its cycle started at the desk and the requests in the departments' mailboxes; it is half past nine on that day.</summary>
public partial class RunningTown : ServedTown
{
    /// <summary>What the desk's page does not offer; null where the cycle is started there.</summary>
    protected virtual CycleChoice? Choice => null;

    /// <summary>A year's cycle with these days.</summary>
    protected static CycleChoice Year(CycleDates? dates = null) =>
        new(Plan.MainKey, new(new FiscalYear(2025)), dates ?? new(new(2026, 6, 22), new(2026, 7, 21), new(2026, 8, 4), PublicationDay), PublishAutomatically: false);

    public string Desk => $"{DeskAddress}/{Key}/desk";

    /// <summary>What the office chooses beside the proposal when it starts the cycle.</summary>
    protected virtual (string Name, string? Value)[] Choices => [];

    /// <summary>What the office does before it starts the cycle.</summary>
    protected Func<Task>? Starting { get; set; }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        if (Starting is not null) await Starting();
        if (Choice is { } choice)
        {
            var (_, problems) = await Services.GetRequiredService<StartCycle>().RunAsync(Key, choice, "post:office", default);
            Assert.Empty(problems);
            await PassToAsync(new(2026, 6, 22), new(9, 30));
            return;
        }
        var proposal = await Visitor.OpenAsync($"{Desk}/start?plan=main&period=R7&publicationDay={PublicationDay:yyyy-MM-dd}");
        var started = await Visitor.PostAsync(proposal, $"/{Key}/desk/start", Choices);
        Assert.EndsWith($"/desk/{Cycle}", started.Address.AbsolutePath);
        await PassToAsync(new(2026, 6, 22), new(9, 30));
    }

    /// <summary>The address in a department's latest mail.</summary>
    public string LinkOf(string department) => Link().Match(Outbox.Mails().Last(m => m.Key.Contains($"~{department}~", StringComparison.Ordinal) && !m.Key.Contains("confirm~", StringComparison.Ordinal) && Link().IsMatch(m.Body)).Body).Value;

    /// <summary>The address of a department's item, by its position in the list.</summary>
    public async Task<string> ItemAddressAsync(string department, int position = 0)
    {
        var list = await Visitor.OpenAsync(LinkOf(department));
        return $"{FormAddress}{list.All(".tasks a")[position].GetAttribute("href")}";
    }

    /// <summary>Fills in everything that a department is asked and hands it in.</summary>
    public async Task<WebPage> SubmitAllAsync(string department)
    {
        await FillInAllAsync(department);
        return await Visitor.PostAsync(await Visitor.OpenAsync($"{LinkOf(department)}/check"), new Uri($"{LinkOf(department)}/check").AbsolutePath);
    }

    public async Task FillInAllAsync(string department)
    {
        foreach (var item in (await Visitor.OpenAsync(LinkOf(department))).All(".tasks a"))
        {
            var form = await Visitor.OpenAsync($"{FormAddress}{item.GetAttribute("href")}");
            var saved = await Visitor.PostAsync(form, form.Address.AbsolutePath, [.. form.Anything()]);
            Assert.True(saved.IsGood, saved.Html);
        }
    }

    [GeneratedRegex(@"^https?://\S+/\S+/\S+/\S+/\S+$", RegexOptions.Multiline)]
    private static partial Regex Link();
}
