using System.Text;
using ReformFlow.App.Ports;
using ReformFlow.Local.Mail;

namespace ReformFlow.Local.Tests.Mail;

public sealed class OutboxTests : IDisposable
{
    static readonly DateTimeOffset _morning = new(2026, 6, 22, 0, 0, 0, TimeSpan.Zero);

    static readonly OutgoingMail _mail = new(
        "yama~r7~request~zeimu~1~2026-07-21~1", "<yama.r7.request.zeimu.1.2026-07-21.1@town.yama.example.jp>", _morning,
        "企画部行政改革推進室", "gyokaku@town.yama.example.jp", "税務課長　髙﨑 𠮷子", "zeimu@town.yama.example.jp",
        "【照会】行政改革の進捗状況の回答について（令和8年7月21日（火）17時まで）　髙﨑𠮷様　" + string.Concat(Enumerable.Repeat("𠮷", 60)),
        "税務課　髙﨑 𠮷子　様\n\n1行目　" + new string('あ', 400) + "\n　字下げの行\n\n最後の行\n");

    readonly DataFolder _data = new();

    Outbox Outbox => new(_data.Of("outbox"));

    string Eml => File.ReadAllText(Directory.EnumerateFiles(_data.Of("outbox"), "*.eml").Single());

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Mail_is_read_back_as_it_was_written()
    {
        await Outbox.SendAsync(_mail, default);

        var read = Assert.Single(Outbox.Mails());
        Assert.Equal(_mail.Subject, read.Subject);
        Assert.Equal(_mail.Body, read.Body);
        Assert.Equal(_mail.Key, read.Key);
        Assert.Equal(_mail.MessageId, read.MessageId);
        Assert.Equal(_mail.At, read.At);
        Assert.Equal($"{_mail.ToName} <{_mail.ToAddress}>", read.To);
    }

    [Fact]
    public async Task Date_is_the_moment_of_the_step_and_not_of_the_machine()
    {
        await Outbox.SendAsync(_mail, default);

        Assert.Contains("\r\nFrom: ", Eml);
        Assert.StartsWith("Date: Mon, 22 Jun 2026 00:00:00 +0000\r\n", Eml);
    }

    [Fact]
    public async Task Mail_is_one_part_of_plain_text_that_no_absence_note_answers()
    {
        await Outbox.SendAsync(_mail, default);

        Assert.Contains("\r\nAuto-Submitted: auto-generated\r\n", Eml);
        Assert.Contains("\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n", Eml);
        Assert.DoesNotContain("multipart", Eml);
        Assert.DoesNotContain("Content-Disposition", Eml);
    }

    [Fact]
    public async Task Headers_are_folded_within_76_characters_and_no_character_is_cut()
    {
        await Outbox.SendAsync(_mail, default);

        var head = Eml[..Eml.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n");
        Assert.All(head.Where(line => line.Contains("=?")), line => Assert.InRange(line.Length, 1, 76));
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        foreach (var word in head.SelectMany(line => line.Split(' ')).Where(w => w.StartsWith("=?", StringComparison.Ordinal)))
            strict.GetString(Convert.FromBase64String(word["=?utf-8?B?".Length..^"?=".Length]));
        Assert.All(Eml.Split("\r\n"), line => Assert.True(Ascii.IsValid(line) && !line.Contains('\n'), line));
    }

    [Fact]
    public async Task Same_step_at_another_moment_is_a_second_file()
    {
        await Outbox.SendAsync(_mail, default);
        await Outbox.SendAsync(_mail with { At = _morning.AddMinutes(10) }, default);

        Assert.Equal([_morning, _morning.AddMinutes(10)], Outbox.Mails().Select(m => m.At));
        Assert.Single(Outbox.Mails().Select(m => m.MessageId).Distinct());
    }

    [Fact]
    public async Task Folder_that_cannot_be_written_is_busy()
    {
        // A file in the folder's place stops even root, for whom permissions mean nothing.
        File.WriteAllText(_data.Of("outbox"), "");

        var busy = await Assert.ThrowsAsync<MailBusyException>(() => Outbox.SendAsync(_mail, default));

        Assert.Contains("outbox", busy.Message);
    }

    [Theory]
    [InlineData("zeimu@")]
    [InlineData("")]
    [InlineData("税務課@town.yama.example.jp")]
    [InlineData("税務課長 <zeimu@town.yama.example.jp>")]
    [InlineData("zeimu@town.yama.example.jp\r\nBcc: everybody@example.jp")]
    public async Task Address_that_is_none_is_refused_for_good(string address)
    {
        var refused = await Assert.ThrowsAsync<MailRefusedException>(async () => await Outbox.SendAsync(_mail with { ToAddress = address }, default));

        Assert.Empty(Outbox.Mails());
        // What the log keeps names nobody.
        Assert.DoesNotContain("zeimu", refused.Message);
    }

    [Fact]
    public async Task Half_written_file_is_no_mail()
    {
        await Outbox.SendAsync(_mail, default);
        File.WriteAllText(_data.Of("outbox", "20260622T000000000-yama~r7~request~suido~1~2026-07-21~1.eml.new"), "Date: Mo");

        Assert.Single(Outbox.Mails());
    }
}
