using System.Net;
using ReformFlow.EndToEnd.Tests.Setting;

namespace ReformFlow.EndToEnd.Tests.Year;

/// <summary>From the lock to the publication, and the two editions after it.</summary>
sealed partial class SampleYear
{
    IEnumerable<(DateTimeOffset, Func<Task>)> Reviewed() =>
    [
        (At(6, 22, 10, 5), () => OpenReviewAsync(0, "資料1")),
        (At(7, 6, 15, 5), async () =>
        {
            var review = await ReviewAsync(0);
            await PostAsync(_editor, review, $"{review}/comment", ("item", Key("3")), ("text", "会場を減らした後の移動の負担を書くべきだ。"), ("speaker", "副市長"));
            await PostAsync(_editor, review, $"{review}/grades", ($"grade.{Key("3")}", "概ね順調"));
            await PostAsync(_editor, review, $"{review}/conclude", ("outcome", "AgreedWithChanges"), ("day", "2026-07-06"));
        }),
        // A single item goes back after the lock.
        (At(7, 7, 10, 5), async () =>
        {
            var review = await ReviewAsync(0);
            await ReturnAsync("zeimu", "3", "text.effects", "会場を減らした後の移動の負担を書いてください。", "2026-07-14");
            await PostAsync(_editor, review, $"{review}/answer", ("reply", "報告書に書き加えます。"));
        }),
        (At(7, 10, 10, 5), async () =>
        {
            await SaveAsync($"{FormOf("zeimu")}/items/{Key("3")}", ("text.effects", "最長待ち時間は４５分に短くなった。廃止した会場の地区からは、乗合の車で来られるようにした。"));
            await SubmitAsync("zeimu", given: "総務部長");
        }),
        (At(7, 13, 10, 5), () => PostAsync(_editor, Request("zeimu"), Request("zeimu", "/accept"))),
        (At(7, 30, 10, 5), () => OpenReviewAsync(1, "資料2-1")),
        (At(7, 30, 11, 5), async () =>
            Assert.Contains("乗合の車", (await OpenAsync(_editor, Desk("/differences?before=1&after=2"))).Text, StringComparison.Ordinal)),
        (At(8, 3, 16, 5), async () =>
        {
            var review = await ReviewAsync(1);
            await PostAsync(_editor, review, $"{review}/conclude", ("outcome", "Agreed"), ("day", "2026-08-03"));
        }),
        // On 31 August the accounts are settled: their figures alone are asked, long after the lock.
        (At(9, 2, 10, 5), async () =>
        {
            var figure = _city.Plan.Items.SelectMany(i => i.Indicators ?? [], (i, n) => (Item: i, Indicator: n)).Single(f => f.Indicator.FinalOn is not null);
            await SaveAsync($"{FormOf("zaisei")}/items/{figure.Item.Key}", ($"actual.{figure.Indicator.Key}.{_period.Year}", "92.6%"), ($"provisional.actual.{figure.Indicator.Key}.{_period.Year}", null));
            await SubmitAsync("zaisei", given: "総務部長");
        }),
        (At(9, 3, 10, 5), () => PostAsync(_editor, Request("zaisei"), Request("zaisei", "/accept"))),
        (At(9, 4, 10, 5), () => OpenReviewAsync(2, "議案参考資料")),
        // Written down two days after the council: meanwhile the office is reminded.
        (At(9, 10, 10, 5), async () =>
        {
            var review = await ReviewAsync(2);
            await PostAsync(_editor, review, $"{review}/conclude", ("outcome", "Reported"), ("day", "2026-09-08"));
        }),
    ];

    IEnumerable<(DateTimeOffset, Func<Task>)> Published() =>
    [
        (At(9, 11, 10, 5), async () =>
        {
            await PostAsync(_editor, Desk(), Desk("/compile"));
            await SignInAsync(_approver, Approver);
            // Not before it is approved.
            Assert.False((await OpenAsync(_approver, Desk())).Has($"form[action='{Desk("/release")}']"));
        }),
        (At(9, 14, 10, 5), () => PostAsync(_approver, Desk("/approval"), Desk("/approval/approve"))),
        (At(9, 15, 10, 5), () => PostAsync(_approver, Desk(), Desk("/release"))),
        (At(9, 30, 23, 55), async () => Assert.Equal(HttpStatusCode.NotFound, (await _clerk.OpenAsync($"/{Town}/report/{Cycle}/")).Status)),
        (At(10, 1, 10, 5), async () => Assert.Contains("乗合の車", (await OpenAsync(_clerk, $"/{Town}/report/{Cycle}/")).Text, StringComparison.Ordinal)),
        // A slip is found in print: the item goes back, a new edition is decided on outside, and what it corrects is told.
        (At(10, 5, 10, 5), () => ReturnAsync("kikaku", "13", "text.achievements", "件数の誤りを直してください。", "2026-10-09")),
        (At(10, 7, 10, 5), async () =>
        {
            await SaveAsync($"{FormOf("kikaku")}/items/{Key("13")}", ("text.achievements", "企業からの寄附は４件であった。"));
            await SubmitAsync("kikaku", given: "企画部長");
        }),
        (At(10, 7, 13, 5), () => PostAsync(_editor, Request("kikaku"), Request("kikaku", "/accept"))),
        (At(10, 8, 10, 5), async () =>
        {
            await PostAsync(_editor, Desk(), Desk("/compile"));
            await PostAsync(_editor, Desk("/approval"), Desk("/approval/record"), ("day", "2026-10-08"), ("reference", "企行第98号"), ("post", "企画部長（代決）"));
            await PostAsync(_approver, Desk(), Desk("/release"));
        }),
        (At(10, 9, 10, 5), async () =>
        {
            var report = (await OpenAsync(_clerk, $"/{Town}/report/{Cycle}/")).Text;
            Assert.Contains("企業からの寄附は４件であった。", report[report.LastIndexOf("正誤", StringComparison.Ordinal)..], StringComparison.Ordinal);
            Assert.Equal(2, (await OpenAsync(_clerk, $"/{Town}/report/{Cycle}/editions")).All("ul.tasks li").Count);
        }),
        // A figure became final on 15 October, and the report is public: it makes the next edition.
        (At(10, 16, 10, 5), async () =>
        {
            await SaveAsync($"{FormOf("shisetsu")}/items/{FloorSpace.Item}", (FloorSpace.Field, "213,790㎡"), ($"provisional.{FloorSpace.Field}", null));
            await SubmitAsync("shisetsu", given: "総務部長");
        }),
        (At(10, 16, 13, 5), () => PostAsync(_editor, Request("shisetsu"), Request("shisetsu", "/accept"))),
        (At(10, 19, 10, 5), async () =>
        {
            await PostAsync(_editor, Desk(), Desk("/compile"));
            await PostAsync(_editor, Desk("/approval"), Desk("/approval/record"), ("day", "2026-10-19"), ("reference", "企行第104号"), ("post", "企画部長（代決）"));
            await PostAsync(_approver, Desk(), Desk("/release"));
        }),
        (At(10, 20, 10, 5), async () =>
        {
            var report = (await OpenAsync(_clerk, $"/{Town}/report/{Cycle}/")).Text;
            Assert.Contains("213,790㎡", report[report.LastIndexOf("正誤", StringComparison.Ordinal)..], StringComparison.Ordinal);
            Assert.Equal(3, (await OpenAsync(_clerk, $"/{Town}/report/{Cycle}/editions")).All("ul.tasks li").Count);
        }),
        (At(10, 22, 10, 5), () => PostAsync(_editor, Desk("/end"), Desk("/end/close"))),
    ];

    async Task OpenReviewAsync(int position, string number)
    {
        var review = await ReviewAsync(position);
        await PostAsync(_editor, review, $"{review}/open", ("number", number));
    }

    /// <summary>The path of a review, by its place in the list.</summary>
    async Task<string> ReviewAsync(int position)
    {
        var list = await OpenAsync(_editor, Desk("/reviews"));
        return list.All($"main a[href^='{Desk("/reviews/")}']").Select(a => a.GetAttribute("href")!).Distinct().ElementAt(position);
    }
}
