using ReformFlow.App.Ports;
using ReformFlow.Functions.Mail;
using ReformFlow.Functions.Tests.Setting;

namespace ReformFlow.Functions.Tests.Mail;

/// <summary>Mails that no server gets, as blobs that the office reads.</summary>
public sealed class BlobOutboxTests(Azurite azurite)
{
    readonly BlobOutbox _outbox = new(azurite.Storage.Outbox);

    [Fact]
    public async Task Mails_are_read_back_in_order_by_their_own_town()
    {
        var second = Mail("yama1~r7~remind~zeimu~1~2026-06-29~-3", new(2026, 6, 24, 0, 0, 0, TimeSpan.Zero));
        var first = Mail("yama1~r7~request~zeimu~1~2026-06-29~1", new(2026, 6, 8, 0, 0, 0, TimeSpan.Zero));
        foreach (var mail in new[] { second, first, Mail("yama12~r7~request~zeimu~1~2026-06-29~1", first.At) }) await _outbox.SendAsync(mail, default);

        var mails = await _outbox.MailsAsync("yama1", default);

        Assert.Equal([first.Key, second.Key], mails.Select(m => m.Key));
        Assert.Equal((first.Subject, first.Body, first.At, $"{first.Key}.eml"), (mails[0].Subject, mails[0].Body, mails[0].At, mails[0].File));
        Assert.Empty(await _outbox.MailsAsync("kawa", default));
    }

    [Fact]
    public async Task Mail_that_is_put_there_again_is_still_one()
    {
        var mail = Mail("yama2~r7~request~zeimu~1~2026-06-29~1", new(2026, 6, 8, 0, 0, 0, TimeSpan.Zero));
        await _outbox.SendAsync(mail, default);
        await _outbox.SendAsync(mail with { At = mail.At.AddMinutes(10) }, default);

        Assert.Equal(mail.At.AddMinutes(10), Assert.Single(await _outbox.MailsAsync("yama2", default)).At);
    }

    [Fact]
    public async Task Address_that_is_none_is_refused_for_good() =>
        await Assert.ThrowsAsync<MailRefusedException>(() => _outbox.SendAsync(Mail("yama3~r7~request~zeimu~1~2026-06-29~1", default) with { ToAddress = "zeimu@" }, default));

    static OutgoingMail Mail(string key, DateTimeOffset at) => new(
        key, $"<{key.Replace('~', '.')}@example.jp>", at, "行革推進室", "gyokaku@example.jp", "税務課長", "zeimu@example.jp", "【照会】進捗状況", "税務課長　様\n\n本文\n");
}
