using ReformFlow.Core.Calendar;
using ReformFlow.Core.Log;
using ReformFlow.Core.Plans;

namespace ReformFlow.EndToEnd.Tests.Year;

/// <summary>From the start to the lock day: what departments hand in, and what the office does about those that don't.</summary>
sealed partial class SampleYear
{
    const string Editor = "k-morikawa@city.mizuhono.example.jp", Approver = "s-mizuno@city.mizuhono.example.jp";

    IEnumerable<(DateTimeOffset, Func<Task>)> Before() =>
    [
        (At(2, 16, 9, 35), async () =>
        {
            await town.ImportAsync(_city.PlanBytes, FormerOrganisation(), Plan.MainKey);
            await SignInAsync(_editor, Editor);
        }),
        (At(2, 16, 10, 5), StartAsync),
        (At(2, 25, 10, 35), () => PostAsync(_clerk, FormOf("shimin"), $"{FormOf("shimin")}/probe", ("right", "yes"))),
        (At(2, 25, 11, 5), () => PostAsync(_clerk, FormOf("digital"), $"{FormOf("digital")}/probe", ("right", "no"), ("note", "担当は変わりませんが、４月まではメールを受け取れません。"))),
        (At(2, 26, 9, 35), () => PostAsync(_editor, Request("digital", "/delivery"), Request("digital", "/channel"), ("channel", "byHand"))),
    ];

    async Task StartAsync()
    {
        var started = await PostAsync(_editor, $"/{Town}/desk/start?plan={Plan.MainKey}&period={_period}&publicationDay=2026-10-01", $"/{Town}/desk/start",
            ("probeDay", "2026-02-24"), ("requestDay", "2026-03-09"), ("dueDay", "2026-04-22"), ("lockDay", "2026-05-15"), ("publicationDay", "2026-10-01"),
            ("documentNumber", "企行第12号"), ("documentDate", "2026-03-09"), ("needsConfirmation", "true"), ("asksParts", "true"),
            ("review.1.name", "行政改革推進本部会議"), ("review.1.day", "2026-07-06"), ("review.1.required", "true"),
            ("review.2.name", "行政改革推進委員会"), ("review.2.day", "2026-08-03"), ("review.2.required", "true"),
            ("review.3.name", "議会への報告"), ("review.3.day", "2026-09-08"), ("review.3.required", "true"), ("approval", "required"));
        Assert.EndsWith(Desk(), started.Address.AbsolutePath, StringComparison.Ordinal);
    }

    IEnumerable<(DateTimeOffset, Func<Task>)> Collecting() =>
    [
        // Mail doesn't reach the one by hand; the other says that nothing came.
        (At(3, 9, 10, 5), () => PostAsync(_editor, Request("digital", "/hand"))),
        (At(3, 9, 11, 5), () => PostAsync(_editor, Request("kankyou", "/delivery"), Request("kankyou", "/undelivered"), ("reason", "担当者から電話"))),
        (At(3, 12, 13, 5), () => PostAsync(_editor, Request("kankyou", "/delivery"), Request("kankyou", "/resend"), ("reason", "宛先を確認した"))),
        (At(3, 10, 10, 5), () => FillInAsync("shimin")),
        (At(3, 10, 11, 5), () => FillInAsync("kanzai", change: (_, form) => form.Remove("text.nextSteps"))),
        (At(3, 11, 10, 5), () => FillInAsync("jinji")),
        // It writes no item, and has a part in those of others.
        (At(3, 12, 10, 5), async () =>
        {
            await GivePartsAsync(FormOf("gakkou"), ("clerk.name", "木下"), ("clerk.extension", "3401"));
            await SubmitAsync("gakkou");
        }),
        (At(3, 13, 10, 5), () => ConfirmAsync("gakkou", ("who", "superior"), ("post", "教育部長"))),
        (At(3, 16, 10, 5), () => HandOverAsync("soumu", "t-sato@city.mizuhono.example.jp")),
        (At(3, 18, 14, 5), () => FillInAndSubmitAsync("kikaku")),
        (At(3, 19, 9, 35), () => ConfirmAsync("kikaku", ("who", "superior"), ("post", "企画部長"))),
    ];

    Task HandOverAsync(string department, string address) =>
        PostAsync(_clerk, $"{FormOf(department)}/handover", ("address", address), ("name", "佐藤"), ("link", "end"));

    async Task FillInAndSubmitAsync(string department, string? given = null, string cycle = Cycle)
    {
        await FillInAsync(department, cycle);
        await SubmitAsync(department, given, cycle);
    }

    IEnumerable<(DateTimeOffset, Func<Task>)> Chased() =>
    [
        (At(4, 15, 10, 5), () => SubmitAsync("shimin")),
        (At(4, 16, 10, 5), () => PostAsync(_clerk, FormOf("shimin", end: "/confirm"), $"{FormOf("shimin", end: "/confirm")}/decline", ("reason", "待ち時間の数を確かめてください。"), ("due", "2026-04-20"))),
        (At(4, 17, 10, 5), async () =>
        {
            await SaveAsync($"{FormOf("shimin")}/items/madoguchi", ("text.delays", "繁忙期の平均待ち時間は２３分で、目標に１分及ばなかった。"));
            await SubmitAsync("shimin");
        }),
        (At(4, 17, 15, 5), () => ConfirmAsync("shimin", ("who", "deputy"), ("post", "市民生活部次長"))),
        (At(4, 16, 11, 5), () => FillInAndSubmitAsync("madoguchi")),
        (At(4, 17, 11, 5), () => PostAsync(_editor, Request("madoguchi"), Request("madoguchi", "/confirm"), ("post", "市民生活部長"), ("day", "2026-04-17"))),
        (At(4, 20, 10, 5), async () =>
        {
            // The plan knows no day for it; its clerk does, and it lies after the publication.
            await FillInAsync("shisetsu", change: (item, form) =>
            {
                if (item.No != "18") return;
                form[$"provisional.{FloorSpace.Field}"] = "true";
                form[$"finalOn.{FloorSpace.Field}"] = "2026-10-15";
            });
            await SubmitAsync("shisetsu");
        }),
        (At(4, 21, 9, 35), () => ConfirmAsync("shisetsu", ("who", "superior"), ("post", "総務部長"))),
        (At(4, 20, 13, 5), () => PostAsync(_editor, Request("jinji", "/extend"), ("dueDay", "2026-05-08"), ("reason", "研修の実績の集計が終わらないため"))),
        (At(5, 8, 14, 5), () => SubmitAsync("jinji", given: "総務部長")),
        (At(4, 21, 11, 5), () => FillInAndSubmitAsync("digital", given: "企画部長")),
        (At(4, 22, 14, 5), SubmitProvisionalAsync),
        (At(4, 23, 9, 35), () => ConfirmAsync("zaisei", ("who", "superior"), ("post", "総務部長"))),
        // Handed in only after the due day; the superior's word takes its time.
        (At(4, 24, 10, 5), () => FillInAndSubmitAsync("soumu")),
        (At(4, 24, 10, 35), () => ProposeAsync("soumu", "finish", "8", "女性委員の割合が目標に達したため。")),
        (At(4, 24, 10, 45), () => ProposeAsync("soumu", "stop", "28", "訓練は防災の計画で続けるため。")),
        (At(4, 28, 10, 5), () => PostAsync(_editor, Desk("/changes"), Desk("/changes/soumu/1"), ("decision", "accept"), ("from", "R8"), ("note", "令和８年度から完了とします。"))),
        (At(4, 28, 10, 15), () => PostAsync(_editor, Desk("/changes"), Desk("/changes/soumu/2"), ("decision", "reject"), ("note", "改訂を終えるまで続けてください。"))),
        (At(5, 8, 10, 35), () => ConfirmAsync("soumu", ("who", "superior"), ("post", "総務部長"))),
        (At(4, 23, 13, 5), () => ReturnAsync("kikaku", "7", "text.achievements", "何件の提案があったかを書いてください。", "2026-05-01")),
        (At(4, 30, 14, 5), async () =>
        {
            await SaveAsync($"{FormOf("kikaku")}/items/{Key("7")}", ("text.achievements", "市政への提案は年間で２１２件あり、うち１９８件に１４日以内に回答した。"));
            await SubmitAsync("kikaku", given: "企画部長");
        }),
        (At(5, 1, 10, 5), () => PostAsync(_editor, Desk(), Desk("/accept"), ("department", "kikaku"), ("department", "shimin"), ("department", "zeimu"), ("department", "madoguchi"), ("department", "shisetsu"))),
        // Nobody answers for the waste: the post above is told, then the bureau's leading department, and at last the office writes what it heard.
        (At(4, 30, 11, 5), () => ReleaseEscalationAsync("kankyou")),
        (At(5, 8, 11, 5), () => ReleaseEscalationAsync("kankyou")),
        (At(5, 12, 10, 5), WriteOnBehalfAsync),
        (At(5, 13, 10, 5), () => PostAsync(_editor, Request("kankyou"), Request("kankyou", "/confirm"), ("post", "市民生活部長"), ("day", "2026-05-12"))),
        (At(5, 14, 10, 5), () => PostAsync(_editor, Desk(), Desk("/accept"), [.. Accepting("digital", "jinji", "zaisei", "soumu", "kankyou")])),
    ];

    static IEnumerable<(string, string?)> Accepting(params string[] departments) => departments.Select(d => ("department", (string?)d));

    string Key(string no) => _city.Plan.Items.Single(i => i.No == no).Key!;

    (string Item, string Field) FloorSpace => _city.Plan.Items.Where(i => i.No == "18").Select(i => (i.Key!, $"actual.{i.Indicators![0].Key}.{_period.Year}")).Single();

    async Task SubmitProvisionalAsync()
    {
        await FillInAsync("zaisei", change: (item, form) =>
        {
            // Figures of the accounts are final only once these are settled.
            if (item.Indicators?.FirstOrDefault(i => i.FinalOn is not null) is { } indicator) form[$"provisional.actual.{indicator.Key}.{_period.Year}"] = "true";
        });
        await SubmitAsync("zaisei");
    }

    Task ProposeAsync(string department, string kind, string item, string reason) =>
        PostAsync(_clerk, $"{FormOf(department)}/changes/propose?kind={kind}&item={Key(item)}", $"{FormOf(department)}/changes/propose", ("reason", reason));

    Task ReturnAsync(string department, string item, string field, string reason, string dueDay) =>
        PostAsync(_editor, Request(department, "/return"), ($"field.{Key(item)}.{field}", "true"), ($"reason.{Key(item)}", reason), ("dueDay", dueDay));

    async Task ReleaseEscalationAsync(string department)
    {
        var page = await OpenAsync(_editor, Request(department, "/escalation"));
        Assert.Contains("提出期限", page.Text, StringComparison.Ordinal);
        await PostAsync(_editor, Request(department, "/escalation"));
    }

    async Task WriteOnBehalfAsync()
    {
        // Its own items, and its parts in those of others.
        foreach (var item in ItemLink().Matches((await OpenAsync(_editor, Request("kankyou"))).Html).Select(m => _city.Plan.Items.Single(i => i.Key == m.Groups[1].Value)).Distinct())
            await PostAsync(_editor, Request("kankyou", $"/items/{item.Key}"),
                [("onWord", "環境課長から電話で聞き取り（５月１２日）"), .. item.No is "9" or "20" ? _city.FormOf(item, _period).Select(f => (f.Key, (string?)f.Value)) : [("text.part", "照明の電球を数え、記録を付けた。")]]);
        await PostAsync(_editor, Request("kankyou"), Request("kankyou", "/submit"), ("onWord", "環境課長から電話（５月１２日）"));
    }
}
