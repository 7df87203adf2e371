using System.Text;
using AngleSharp.Html.Parser;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.DependencyInjection;
using ReformFlow.App.Cycles;
using ReformFlow.App.Organisation;
using ReformFlow.App.Publication;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Log;
using ReformFlow.Core.Publication;
using ReformFlow.Functions.Publication;
using ReformFlow.Functions.Storage;
using ReformFlow.Functions.Tests.Setting;

namespace ReformFlow.Functions.Tests.Publication;

// Cases: what lies on the site, under which names and headers, and nothing else; every link and file; two writers at once and one that comes late;
// a death before the page is turned, and an answer that got lost; an earlier edition that comes back; readers while the page is turned; storage that is away.
public sealed class StaticSiteTests(Azurite azurite) : IAsyncLifetime
{
    const string Root = $"{Office.Town}/report/{Office.Cycle}";

    readonly BlobContainerClient _site = azurite.Site;

    // All of this class's tests publish the same town, one after another.
    public async ValueTask InitializeAsync()
    {
        await _site.CreateIfNotExistsAsync();
        await foreach (var blob in _site.GetBlobsAsync()) await _site.DeleteBlobAsync(blob.Name);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Site_holds_what_was_published_below_its_hash_and_nothing_else()
    {
        await using var office = Published(_site);
        await office.PublishTwoAsync();
        await office.CorrectAsync("zeimu", "i2", "text.achievements", "収納率を、もう一度直した。");
        await office.CompileAsync();

        var head = (await office.RunningAsync()).Head;
        Assert.Equal(3, head.Editions.Count);
        Assert.Equal(
            head.Editions.Take(2).SelectMany(e => e.Files.Keys.Select(n => $"{Root}/editions/{e.Document}/{n}"))
                // The second one corrects the first, and its link to the list is made for the page above.
                .Concat([$"{Root}/editions/{head.Editions[1].Document}/editions", $"{Root}/index.html", $"{Root}/editions", "404.html"]).Order(StringComparer.Ordinal),
            (await BlobsAsync()).Keys.Order(StringComparer.Ordinal));
        foreach (var edition in head.Editions.Take(2))
            foreach (var (name, hash) in edition.Files)
                Assert.Equal(await office.Get<Archive>().ReadAsync(Office.Town, hash, default), (await BlobAsync($"{Root}/editions/{edition.Document}/{name}")).Content.ToArray());
    }

    [Fact]
    public async Task What_never_changes_may_be_kept_and_what_leads_to_it_is_asked_for_again()
    {
        await using var office = Published(_site);
        await office.PublishTwoAsync();

        foreach (var (name, blob) in await BlobsAsync())
        {
            Assert.Equal(name.Contains("/editions/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache", blob.CacheControl);
            Assert.Equal(name.EndsWith(".pdf", StringComparison.Ordinal) ? "application/pdf" : name.EndsWith(".json", StringComparison.Ordinal) ? "application/json; charset=utf-8" : "text/html; charset=utf-8", blob.ContentType);
        }
    }

    [Fact]
    public async Task Every_link_and_file_of_the_published_page_is_there()
    {
        await using var office = Published(_site);
        await office.PublishTwoAsync();
        await using var server = await StaticSiteServer.StartAsync(_site);
        var address = new Uri(server.Http.BaseAddress!, $"/{Root}/");
        var (seen, waiting) = (new Dictionary<Uri, string>(), new Queue<Uri>([address]));
        while (waiting.TryDequeue(out var next))
        {
            if (seen.ContainsKey(next)) continue;
            using var answer = await server.Http.GetAsync(next);
            Assert.True(answer.IsSuccessStatusCode, $"{next} is not there.");
            seen[next] = answer.Content.Headers.ContentType!.MediaType!;
            if (seen[next] != "text/html") continue;
            using var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
            Assert.Empty(page.QuerySelectorAll("script, [src], link, form, base"));
            Assert.StartsWith("default-src 'none'", page.QuerySelector("meta[http-equiv='Content-Security-Policy']")!.GetAttribute("content"), StringComparison.Ordinal);
            foreach (var link in page.QuerySelectorAll("[href]").Select(l => l.GetAttribute("href")!))
            {
                if (link.StartsWith('#')) Assert.True(page.GetElementById(link[1..]) is not null, $"{next} has no {link}.");
                else waiting.Enqueue(new Uri(new Uri(next, link).GetLeftPart(UriPartial.Path)));
            }
        }
        Assert.All(seen.Keys, a => Assert.StartsWith(address.AbsoluteUri, a.AbsoluteUri, StringComparison.Ordinal));
        // All that lies there is led to, but the page for what is not there.
        Assert.Equal((await BlobsAsync()).Count - 1, seen.Count);
        Assert.Equal(2, seen.Values.Count(t => t == "application/pdf"));

        using var nothing = await server.Http.GetAsync("/mizuhono/report/");
        Assert.Equal(404, (int)nothing.StatusCode);
        Assert.Contains("ページが見つかりません", await nothing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_who_publish_at_once_end_with_one_edition_and_the_loser_adopts_the_other_s_print()
    {
        await using var office = Published(_site);
        await office.StartReviewedAsync(Core.Reviews.ApprovalRule.None);
        await office.PublishAsync();
        var cycle = await office.RunningAsync();
        var edition = cycle.Head.Published()!;
        // The same document printed once more: no two prints are alike.
        var print = Encoding.UTF8.GetBytes("%PDF-1.7 another %%EOF");
        var files = new Dictionary<string, string>(edition.Files) { ["report.pdf"] = await office.Get<Archive>().StoreAsync(Office.Town, print, default) };
        var other = cycle with { Head = cycle.Head with { Editions = [edition with { Files = files }] } };

        for (var round = 0; round < 5; round++)
        {
            await InitializeAsync();
            await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Another(office).ShowAsync(n % 2 == 0 ? cycle : other, default)));

            Assert.Equal(6, (await BlobsAsync()).Count);
            var there = (await BlobAsync($"{Root}/editions/{edition.Document}/report.pdf")).Content.ToArray();
            Assert.Contains(there, new[] { print, office.Pdf! });
            await Another(office).ShowAsync(cycle, default);
            await Another(office).ShowAsync(other, default);
            Assert.Equal(there, (await BlobAsync($"{Root}/editions/{edition.Document}/report.pdf")).Content.ToArray());
        }
    }

    [Fact]
    public async Task Whoever_comes_late_with_an_older_head_turns_nothing_back()
    {
        await using var office = Published(_site);
        await office.StartReviewedAsync(Core.Reviews.ApprovalRule.None);
        await office.PublishAsync();
        var late = await office.RunningAsync();
        await office.CorrectAsync("zeimu", "i2", "text.achievements", "収納率を直した。");
        await office.PublishAsync();
        var before = await BlobsAsync();

        await Another(office).ShowAsync(late, default);

        Assert.Equal(before.ToDictionary(b => b.Key, b => b.Value.ETag), (await BlobsAsync()).ToDictionary(b => b.Key, b => b.Value.ETag));
        Assert.Equal((await office.RunningAsync()).Head.Editions[1].Document, await ShownAsync());
    }

    [Theory]
    [InlineData("report.html")]
    [InlineData("report.pdf")]
    [InlineData("index.html")]
    [InlineData("editions")]
    public async Task Death_at_any_write_leaves_the_older_edition_whole_and_the_next_try_ends_the_same(string dies)
    {
        var network = new Network();
        await using var office = Published(azurite.SiteOver(network));
        await office.StartReviewedAsync(Core.Reviews.ApprovalRule.None);
        await office.PublishAsync();
        var first = await PageAsync();
        await office.CorrectAsync("zeimu", "i2", "text.achievements", "収納率を直した。");
        network.Leaving = request => request.Method == HttpMethod.Put && request.RequestUri!.AbsolutePath.EndsWith($"/{dies}", StringComparison.Ordinal) ? throw new HttpRequestException("The worker dies.") : null;

        await Assert.ThrowsAsync<StorageAwayException>(office.PublishAsync);

        // The log says that it is public; the list alone comes after the page.
        Assert.Equal(2, (await office.RunningAsync()).Head.Published()!.Number);
        if (dies != "editions") Assert.Equal(first, await PageAsync());
        Assert.Single(office.Postbox.OfKind(StepKind.NoticePublished));

        network.Leaving = _ => null;
        office.Now = office.Now.AddMinutes(11);
        await office.TendAsync();

        var edition = (await office.RunningAsync()).Head.Published()!;
        Assert.Equal(edition.Document, await ShownAsync());
        Assert.Equal(2, office.Postbox.OfKind(StepKind.NoticePublished).Count());
        Assert.Equal(3 + 4 + 3, (await BlobsAsync()).Count);
        Assert.Contains("第2版", (await BlobAsync($"{Root}/editions")).Content.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_whose_answer_got_lost_is_found_done()
    {
        var network = new Network();
        await using var office = Published(azurite.SiteOver(network));
        await office.StartReviewedAsync(Core.Reviews.ApprovalRule.None);
        network.Answered = request => { if (request.Method == HttpMethod.Put && request.RequestUri!.AbsolutePath.EndsWith("/index.html", StringComparison.Ordinal)) throw new HttpRequestException("The answer got lost."); };
        await Assert.ThrowsAsync<StorageAwayException>(office.PublishAsync);
        var page = await PageAsync();

        network.Answered = _ => { };
        office.Now = office.Now.AddMinutes(11);
        await office.TendAsync();

        Assert.Equal(page, await PageAsync());
        Assert.Single(office.Postbox.OfKind(StepKind.NoticePublished));
    }

    [Fact]
    public async Task Earlier_edition_comes_back_as_it_was_and_goes_again()
    {
        await using var office = Published(_site);
        await office.StartReviewedAsync(Core.Reviews.ApprovalRule.None);
        await office.PublishAsync();
        var first = await PageAsync();
        await office.CorrectAsync("zeimu", "i2", "text.achievements", "収納率を直した。");
        await office.PublishAsync();
        var second = await PageAsync();
        Assert.NotEqual(first, second);
        var names = (await BlobsAsync()).Keys.ToHashSet();

        await ReinstateAsync(office, 1);
        Assert.Equal(first, await PageAsync());
        Assert.Matches("第1版（[^<]*</a>[\\s　]*<strong>現在の版</strong>", (await BlobAsync($"{Root}/editions")).Content.ToString());
        await ReinstateAsync(office, 2);
        Assert.Equal(second, await PageAsync());
        await ReinstateAsync(office, 1);
        Assert.Equal(first, await PageAsync());
        Assert.True(names.SetEquals((await BlobsAsync()).Keys), "Something was lost or added.");
    }

    [Fact]
    public async Task Reader_never_gets_parts_of_two_editions_while_the_page_is_turned()
    {
        await using var office = Published(_site);
        await office.PublishTwoAsync();
        var documents = (await office.RunningAsync()).Head.Editions.Select(e => e.Document).ToList();
        await using var server = await StaticSiteServer.StartAsync(_site);
        var whole = new Dictionary<string, string> { [documents[1]] = await PageAsync() };
        await ReinstateAsync(office, 1);
        whole[documents[0]] = await PageAsync();

        using var turning = new CancellationTokenSource();
        var seen = new HashSet<string>();
        var reading = Task.Run(async () =>
        {
            while (!turning.IsCancellationRequested)
            {
                var page = await server.Http.GetStringAsync($"/{Root}/");
                var document = documents.Single(d => page.Contains($"href=\"editions/{d}/report.pdf\"", StringComparison.Ordinal));
                Assert.Equal(whole[document], page);
                using var print = await server.Http.GetAsync($"/{Root}/editions/{document}/report.pdf");
                Assert.True(print.IsSuccessStatusCode);
                seen.Add(document);
            }
        });
        for (var n = 0; n < 12; n++) await ReinstateAsync(office, 2 - n % 2);
        await turning.CancelAsync();
        await reading;

        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public async Task Storage_that_is_away_puts_the_step_off_and_says_so()
    {
        var network = new Network();
        await using var office = Published(azurite.SiteOver(network));
        await office.StartReviewedAsync(Core.Reviews.ApprovalRule.None);
        network.Leaving = _ => throw new HttpRequestException("Nobody answers.");

        await Assert.ThrowsAsync<StorageAwayException>(office.PublishAsync);

        Assert.Equal(1, (await office.RunningAsync()).Head.Published()!.Number);
        Assert.Contains(office.Log.All(StreamName.CyclePartition(Office.Town, Office.Cycle)).SelectMany(a => a.Events), e => e is StepPutOff { Reason: nameof(StorageAwayException) });
    }

    static Office Published(BlobContainerClient site) => new(services => services.AddPublicSite(site));

    StaticSite Another(Office office) => new(_site, office.Get<Archive>(), office.Get<PublicPages>());

    static async Task ReinstateAsync(Office office, int number)
    {
        Assert.Null(await office.Get<ReinstateEdition>().RunAsync(await office.RunningAsync(), number, "取り違え", Office.By, default));
        await office.TendAsync();
    }

    async Task<string> PageAsync() => (await BlobAsync($"{Root}/index.html")).Content.ToString();

    async Task<string> ShownAsync() => (await BlobAsync($"{Root}/index.html")).Details.Metadata["document"];

    async Task<BlobDownloadResult> BlobAsync(string name) => (await _site.GetBlobClient(name).DownloadContentAsync()).Value;

    async Task<Dictionary<string, BlobItemProperties>> BlobsAsync()
    {
        var blobs = new Dictionary<string, BlobItemProperties>();
        await foreach (var blob in _site.GetBlobsAsync()) blobs[blob.Name] = blob.Properties;
        return blobs;
    }
}
