using System.Text.Json.Nodes;
using ReformFlow.App.Ports;

namespace ReformFlow.Functions.Tests.Mail;

/// <summary>What goes over the wire, to the letter.</summary>
public sealed class SendGridMailTests : SendGridTest
{
    [Fact]
    public async Task Mail_goes_out_as_plain_text_with_nothing_that_watches_or_changes_it()
    {
        await Sender().SendAsync(Mail, default);

        var expected = JsonNode.Parse(
            """
            {
              "from": { "name": "企画部行政改革推進室", "email": "gyokaku@town.yama.example.jp" },
              "personalizations": [{ "to": [{ "name": "税務課長　髙﨑 𠮷子", "email": "takasaki@town.yama.example.jp" }] }],
              "subject": "【照会】行政改革の進捗状況の回答について（令和8年7月21日（火）17時まで）",
              "content": [{
                "type": "text/plain",
                "value": "税務課　髙﨑 𠮷子　様\n\n　次のフォームから回答してください。\n\nhttps://forms.example.jp/yama/r7/zeimu/7K3M-9QXD-4TWH-2BNR\n\nお使いの端末で開けないときは、<下>の「'コード'」を & 入力してください。\n"
              }],
              "headers": {
                "Message-ID": "<yama.r7.request.zeimu.1.2026-07-21.1@town.yama.example.jp>",
                "X-ReformFlow-Message-ID": "<yama.r7.request.zeimu.1.2026-07-21.1@town.yama.example.jp>",
                "X-ReformFlow-Key": "yama~r7~request~zeimu~1~2026-07-21~1",
                "Auto-Submitted": "auto-generated"
              },
              "custom_args": {
                "reformflow_key": "yama~r7~request~zeimu~1~2026-07-21~1",
                "reformflow_message_id": "<yama.r7.request.zeimu.1.2026-07-21.1@town.yama.example.jp>"
              },
              "mail_settings": { "footer": { "enable": false }, "sandbox_mode": { "enable": false } },
              "tracking_settings": {
                "click_tracking": { "enable": false, "enable_text": false },
                "open_tracking": { "enable": false },
                "subscription_tracking": { "enable": false },
                "ganalytics": { "enable": false }
              }
            }
            """);
        var posted = Assert.Single(SendGrid.Posted);
        Assert.True(JsonNode.DeepEquals(expected, posted.Json), posted.Json.ToString());
    }

    [Fact]
    public async Task Request_carries_the_key_and_is_json_in_utf8()
    {
        await Sender().SendAsync(Mail, default);

        var posted = Assert.Single(SendGrid.Posted);
        Assert.Equal($"Bearer {ApiKey}", posted.Headers["Authorization"]);
        Assert.Equal("application/json", posted.Headers["Content-Type"]);
        Assert.Contains("税務課長　髙﨑 𠮷子", posted.Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sandbox_is_said_for_each_mail(bool sandbox)
    {
        SendGrid.Answer = SendGridStandIn.Says(sandbox ? 200 : 202, "");

        await Sender(sandbox).SendAsync(Mail, default);

        Assert.Equal(sandbox, Assert.Single(SendGrid.Posted).Json["mail_settings"]!["sandbox_mode"]!["enable"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("税務課(税務係), 窓口; 髙﨑", "税務課（税務係）， 窓口； 髙﨑")]
    [InlineData("\"税務\" <x@example.jp>", "＂税務＂ ＜x＠example.jp＞")]
    [InlineData("a:b [c] \\d", "a：b ［c］ ＼d")]
    [InlineData("O'Hara & Co. - 第1課", "O'Hara & Co. - 第1課")]
    [InlineData("税務課\r\nBcc: x", "税務課 Bcc： x")]
    public async Task Name_holds_nothing_that_ends_it_before_the_address(string name, string sent)
    {
        await Sender().SendAsync(Mail with { ToName = name, FromName = name }, default);

        var posted = Assert.Single(SendGrid.Posted).Json;
        Assert.Equal(sent, posted["personalizations"]![0]!["to"]![0]!["name"]!.GetValue<string>());
        Assert.Equal(sent, posted["from"]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Empty_name_is_left_out()
    {
        await Sender().SendAsync(Mail with { ToName = "" }, default);

        Assert.Equal("""[{"email":"takasaki@town.yama.example.jp"}]""", Assert.Single(SendGrid.Posted).Json["personalizations"]![0]!["to"]!.ToJsonString());
    }

    [Fact]
    public async Task Long_subject_arrives_whole_and_on_one_line()
    {
        var text = "【再通知】" + string.Concat(Enumerable.Repeat("髙﨑𠮷", 200));

        await Sender().SendAsync(Mail with { Subject = $"{text}\r\nBcc: x" }, default);

        Assert.Equal($"{text} Bcc: x", Assert.Single(SendGrid.Posted).Json["subject"]!.GetValue<string>());
    }

    [Fact]
    public async Task Arguments_of_the_longest_keys_stay_within_what_SendGrid_takes()
    {
        var key = string.Join('~', Enumerable.Repeat(new string('k', 64), 7));

        await Sender().SendAsync(Mail with { Key = key, MessageId = $"<{key.Replace('~', '.')}@town.yama.example.jp>" }, default);

        Assert.InRange(Assert.Single(SendGrid.Posted).Json["custom_args"]!.ToJsonString().Length, 1, 9_999);
    }

    [Fact]
    public async Task Same_step_is_the_same_mail_again()
    {
        OutgoingMail again = Mail with { };

        await Sender().SendAsync(Mail, default);
        await Sender().SendAsync(again, default);

        Assert.Equal(SendGrid.Posted[0].Text, SendGrid.Posted[1].Text);
    }
}
