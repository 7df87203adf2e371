using ReformFlow.App.Cycles;
using ReformFlow.App.Tests.Fakes;
using ReformFlow.Core.Calendar;

namespace ReformFlow.App.Tests.Mail;

public class MailWriterTests
{
    [Fact]
    public async Task A_request_says_everything_in_plain_text_with_the_link_alone_on_its_line()
    {
        var mail = await RequestAsync();
        Assert.Equal(("税務課長", "zeimu@aoba.example", "gyokaku@aoba.example"), (mail.ToName, mail.ToAddress, mail.FromAddress));
        Assert.Equal("<aoba.r7.request.zeimu.1.2026-06-29.1@aoba.example>", mail.MessageId);
        var lines = mail.Body.Split('\n');
        var link = Assert.Single(lines, l => l.StartsWith("http://forms.example/aoba/r7/zeimu/", StringComparison.Ordinal));
        Assert.Matches("^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$", link.Split('/')[^1]);
        Assert.Contains("・2　収納率の向上", lines);
        Assert.Contains("令和8年6月29日（月）17時", mail.Body, StringComparison.Ordinal);
        Assert.Contains("内線 12", mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("督促の電子化", mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("{", mail.Subject + mail.Body, StringComparison.Ordinal);
        // A link that has to be retyped fits on one line of a narrow window.
        Assert.All(lines, l => Assert.True(l.Length <= 76, l));
    }

    [Fact]
    public async Task The_same_step_gives_the_same_mail()
    {
        var (one, other) = (await RequestAsync(), await RequestAsync());
        Assert.Equal(one, other);
    }

    static async Task<App.Ports.OutgoingMail> RequestAsync()
    {
        await using var office = new Office();
        await office.StartAsync();
        office.Now = TokyoTime.At(Office.Dates.RequestDay, new(9, 0));
        await office.Get<Performer>().TendAsync(new(Office.Town, Office.Cycle, "zeimu"), default);
        return Assert.Single(office.Postbox.Sent);
    }
}
