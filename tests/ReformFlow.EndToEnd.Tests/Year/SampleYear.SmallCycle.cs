using System.Text;
using System.Text.Json.Nodes;

namespace ReformFlow.EndToEnd.Tests.Year;

/// <summary>A second, small plan whose cycle overlaps: its mails share days with the first one's, and it is given up.</summary>
sealed partial class SampleYear
{
    const string SmallPlan = "dx";

    IEnumerable<(DateTimeOffset, Func<Task>)> SmallCycle() =>
    [
        (At(4, 13, 9, 35), async () =>
        {
            await town.ImportAsync(FewItems("1", "3", "9"), LaterOrganisation(), SmallPlan);
            // Its requests leave on the day on which the first cycle reminds.
            var started = await PostAsync(_editor, $"/{Town}/desk/start?plan={SmallPlan}&period={_period}&publicationDay=2026-06-30", $"/{Town}/desk/start",
                ("requestDay", "2026-04-17"), ("dueDay", "2026-05-12"), ("lockDay", "2026-05-19"), ("publicationDay", "2026-06-30"), ("probeDay", ""));
            Assert.EndsWith(Desk(cycle: Small), started.Address.AbsolutePath, StringComparison.Ordinal);
        }),
        (At(5, 7, 13, 5), () => PostAsync(_editor, Request("shimin", cycle: Small), Request("shimin", "/missing", Small), ("print", "notApplicable"), ("reason", "令和７年度は取組がないため"))),
        (At(5, 8, 13, 5), () => PostAsync(_editor, Request("zeimu", "/withdraw", Small), ("reason", "計画をまとめ直すため、照会を取り下げます。"))),
        (At(5, 20, 10, 5), () => PostAsync(_editor, Desk("/end", Small), Desk("/end/stop", Small), ("reason", "計画をまとめ直すため"))),
    ];

    byte[] FewItems(params string[] numbers)
    {
        var plan = JsonNode.Parse(_city.PlanBytes)!;
        plan["plan"]!["title"] = "瑞穂野市デジタル推進計画";
        var items = plan["items"]!.AsArray();
        foreach (var other in items.Where(i => !numbers.Contains((string?)i!["no"])).ToList()) items.Remove(other);
        return Encoding.UTF8.GetBytes(plan.ToJsonString());
    }
}
