using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ReformFlow.App.Cycles;
using ReformFlow.App.Ports;
using ReformFlow.Core.Calendar;
using ReformFlow.Core.Log;
using ReformFlow.Local.Calendar;
using ReformFlow.Local.Commands;
using ReformFlow.Local.Demo;
using ReformFlow.Local.Log;
using ReformFlow.Local.Mail;
using ReformFlow.Local.Web;
using ReformFlow.Tests.Golden;

namespace ReformFlow.Local.Tests.Golden;

/// <summary>A data folder that the skeleton wrote still opens, and its cycle goes on: see README.md beside this file.</summary>
public sealed class SkeletonFolderTests : IDisposable
{
    readonly DataFolder _data = new();

    public SkeletonFolderTests() => SkeletonFolder.CopyTo(_data);

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Journal_of_the_skeleton_is_read_and_folded()
    {
        await using var journal = new Journal(_data.Path, NullLogger<Journal>.Instance);

        await GoldenHeads.CheckAsync(partition => journal.HeadsAsync(partition, default));
    }

    // A later version may add to a fact; what the skeleton wrote in it must not get lost.
    [Fact]
    public void Facts_of_the_skeleton_keep_all_that_they_said()
    {
        var lines = 0;
        foreach (var partition in GoldenHeads.Partitions)
            foreach (var line in File.ReadLines(_data.Of("mizuhono", "journal", $"{partition}.jsonl")))
            {
                var bytes = Encoding.UTF8.GetBytes(line);
                var read = JsonDocument.Parse(Append.FromBytes(bytes).ToBytes()).RootElement;
                Assert.True(Holds(read, JsonDocument.Parse(bytes).RootElement), $"{line}\nis read as\n{read}");
                lines++;
            }
        Assert.Equal(SkeletonFolder.Appends, lines);

        static bool Holds(JsonElement read, JsonElement written) => written.ValueKind switch
        {
            JsonValueKind.Object => written.EnumerateObject().All(p => read.TryGetProperty(p.Name, out var value) && Holds(value, p.Value)),
            JsonValueKind.Array => read.GetArrayLength() == written.GetArrayLength() && written.EnumerateArray().Zip(read.EnumerateArray()).All(p => Holds(p.Second, p.First)),
            _ => read.GetRawText() == written.GetRawText(),
        };
    }

    [Fact]
    public void Mails_of_the_skeleton_can_still_be_read()
    {
        var mails = new Outbox(_data.Of("outbox")).Mails().ToList();

        Assert.Equal([StepKind.Request, StepKind.Request, StepKind.Remind, StepKind.NoticeLocked], mails.Select(m => StepKey.KindOf(m.Key)!.Value));
        Assert.All(mails, m => Assert.NotEmpty(m.Subject));
    }

    [Fact]
    public async Task Cycle_of_the_skeleton_goes_on()
    {
        var form = FreePort();
        var afterTheCrash = TokyoTime.At(new(2026, 11, 9), new(9, 2));
        await using var server = LocalServer.Build(new(_data.Path, form, ClockStart: afterTheCrash, ClockSpeed: 100 * 86_400, Browser: "/nowhere/browser"));
        var clock = (VirtualClock)server.Services.GetRequiredService<TimeProvider>();
        var hold = clock.Hold();
        await server.StartAsync();

        await PassToAsync(TokyoTime.At(new(2026, 11, 9), new(9, 30)));
        var partition = StreamName.CyclePartition(GoldenHeads.Town, "r8-1");
        var heads = await server.Services.GetRequiredService<ILog>().HeadsAsync(partition, default);
        var sent = new Outbox(_data.Of("outbox")).Mails().Where(m => m.At >= afterTheCrash).ToList();
        // Those who have not handed in, each once; among them 環境課, whose reminder the machine was about to send when it stopped.
        var chased = sent.Where(m => m.Key.Split('~')[1] == "r8-1").ToList();
        Assert.Equal(["jinji", "kankyou", "kanzai", "kikaku", "soumu"], chased.Select(m => m.Key.Split('~')[3]).Order(StringComparer.Ordinal));
        Assert.All(chased, m => Assert.Equal(StepKind.Remind, StepKey.KindOf(m.Key)));
        // The year before left a figure as 見込, final by now, which the skeleton asked nobody about.
        Assert.Equal("mizuhono~r7~request~kikaku~2~2026-11-16~2", Assert.Single(sent.Except(chased)).Key);
        Assert.Equal(6, heads.Count(h => h.Stream != "cycle"));

        // The skeleton knew no members: its office's own post is the first.
        using var http = new HttpClient { BaseAddress = new($"http://localhost:{form}") };
        var once = SigninCommand.AddressOf(_data.Path, "mizuhono", "gyokaku@city.mizuhono.example.jp")!;
        Assert.Equal(HttpStatusCode.OK, (await (await Page.GetAsync(http, once)).PostAsync(http, once, [])).Status);
        var office = await Page.GetAsync(http, $"http://localhost:{form}/mizuhono/desk");
        Assert.Contains("/mizuhono/desk/r8-1", office.Html, StringComparison.Ordinal);
        foreach (var department in new[] { "zeimu", "kanzai", "soumu", "jinji", "kikaku", "kankyou" })
            Assert.Equal(HttpStatusCode.OK, (await Page.GetAsync(http, $"http://localhost:{form}/mizuhono/desk/r7/requests/{department}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Page.GetAsync(http, $"http://localhost:{form}/mizuhono/report/r7/")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Page.GetAsync(http, sent[0].Body.Split('\n').First(l => l.StartsWith("https://kaikaku.example.jp/mizuhono/", StringComparison.Ordinal) || l.StartsWith($"http://localhost:{form}/mizuhono/", StringComparison.Ordinal)))).Status);

        var cycle = await Page.GetAsync(http, $"http://localhost:{form}/mizuhono/desk/r8-1");
        Assert.Equal(HttpStatusCode.OK, (await cycle.PostAsync(http, "/mizuhono/desk/r8-1/compile", [])).Status);
        var running = await server.Services.GetRequiredService<CycleFinder>().FindAsync(GoldenHeads.Town, "r8-1", default);
        Assert.True(Assert.Single(running!.Head.Editions).IsDraft);
        // An edition of the finished cycle is the same as the one that the skeleton compiled, or the next.
        var finished = await Page.GetAsync(http, $"http://localhost:{form}/mizuhono/desk/r7");
        Assert.Equal(HttpStatusCode.OK, (await finished.PostAsync(http, "/mizuhono/desk/r7/compile", [])).Status);

        hold.Dispose();
        await server.StopAsync();

        async Task PassToAsync(DateTimeOffset moment)
        {
            var reached = clock.WaitUntilAsync(moment);
            hold.Dispose();
            hold = await reached;
        }
    }

    static int FreePort()
    {
        using var one = new TcpListener(IPAddress.Loopback, 0);
        one.Start();
        return ((IPEndPoint)one.LocalEndpoint).Port;
    }
}
