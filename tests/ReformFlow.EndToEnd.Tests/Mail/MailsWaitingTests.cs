using ReformFlow.App.Mail;
using ReformFlow.App.Tests.Mail;
using ReformFlow.EndToEnd.Tests.Setting;

namespace ReformFlow.EndToEnd.Tests.Mail;

/// <summary>A town whose mails go to a server that a test puts into trouble.</summary>
public sealed class MailServerTown : RunningTown
{
    internal SmtpStandIn Server { get; } = new();

    protected override SmtpSettings Smtp => new("127.0.0.1", Server.Port, SmtpSecurity.None) { Patience = TimeSpan.FromSeconds(20) };

    public override async ValueTask InitializeAsync()
    {
        // Away from before the first mail on.
        Server.Script = line => line == SmtpStandIn.Greeting ? SmtpStandIn.Break : null;
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Server.DisposeAsync();
    }
}

/// <summary>The office sees at its desk that mails do not leave, since when, how many and what to do, until they leave again.</summary>
public sealed class MailsWaitingTests(MailServerTown town, Chromium chromium) : IClassFixture<MailServerTown>
{
    static readonly DateOnly _day = new(2026, 6, 22);

    [Fact]
    public async Task Notice_comes_and_goes_by_itself()
    {
        // The mails were due at nine; it is half past.
        foreach (var address in new[] { town.Desk, $"{town.Desk}/{ServedTown.Cycle}" })
        {
            var notice = (await town.Visitor.OpenAsync(address)).One(".notice.warning").TextContent;
            Assert.Contains("メールを送信できない状態が続いています", notice);
            Assert.Contains("令和8年6月22日（月）9時00分から、送信を待っているメールが9通あります。", notice);
            Assert.Contains("メールサーバーが動いているか", notice);
        }
        await LookAsync("mails-waiting");

        // One mailbox alone takes nothing; all the others do.
        town.Server.Script = line => line.StartsWith("RCPT TO:<zeimu@", StringComparison.Ordinal) ? "452 4.2.2 mailbox full" : null;
        await town.PassToAsync(_day, new(17, 0));
        var page = await town.Visitor.OpenAsync($"{town.Desk}/{ServedTown.Cycle}");
        Assert.Contains("一部のメールを送信できない状態が続いています", page.One(".notice.warning").TextContent);
        Assert.Contains("1通", page.One(".notice.warning").TextContent);
        Assert.Equal("税務課", page.One(".notice.warning a").TextContent);
        await LookAsync("mails-waiting-some");

        town.Server.Script = _ => null;
        await town.PassToAsync(_day.AddDays(1), new(17, 0));
        foreach (var address in new[] { town.Desk, $"{town.Desk}/{ServedTown.Cycle}" })
            Assert.DoesNotContain("送信できない", (await town.Visitor.OpenAsync(address)).Text);
        Assert.Equal(9, town.Server.Taken.Count());
    }

    async Task LookAsync(string name)
    {
        foreach (var (path, suffix) in new[] { ("", "home"), ($"/{ServedTown.Cycle}", "cycle") })
        {
            var window = await chromium.OpenAsync(town.Desk + path);
            foreach (var width in new[] { 320, 1280 })
            {
                await window.SetViewportSizeAsync(width, 900);
                Assert.Equal(0, await window.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
                await Shots.TakeAsync(window, $"{name}-{suffix}", width);
            }
        }
    }
}
