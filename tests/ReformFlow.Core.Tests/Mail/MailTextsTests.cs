using System.Text;
using System.Text.Json.Nodes;
using ReformFlow.Core.Mail;

namespace ReformFlow.Core.Tests.Mail;

public class MailTextsTests
{
    static readonly MailTexts _builtIn = MailTexts.Read(MailTexts.BuiltIn()).Value!;

    [Fact]
    public void Built_in_texts_have_every_mail() => Assert.Empty(_builtIn.Missing());

    [Fact]
    public void A_mail_that_an_older_file_lacks_has_the_built_in_text()
    {
        var texts = Read(file => file["mails"]!.AsObject().Remove("receipt")).Value!;

        Assert.Equal([MailKind.Receipt], texts.Missing());
        Assert.Equal(_builtIn.TextOf(MailKind.Receipt), texts.TextOf(MailKind.Receipt));
    }

    [Fact]
    public void A_mail_that_the_file_has_is_the_municipalitys_own()
    {
        var texts = Read(file => file["mails"]!["receipt"] = JsonNode.Parse("""{"subject":"受領","body":"{department}　受け取りました。"}""")).Value!;

        Assert.Equal("受領", texts.TextOf(MailKind.Receipt).Subject);
        var values = new Dictionary<string, string> { ["department"] = "税務課", ["office"] = "行革推進室", ["officeTelephone"] = "0", ["officeExtension"] = "1", ["officeAddress"] = "a@example.jp" };
        Assert.StartsWith("税務課　受け取りました。\n\n--\n行革推進室\n", texts.Fill(MailKind.Receipt, values).Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mail_that_nobody_sends_is_refused()
    {
        var problem = Assert.Single(Read(file => file["mails"]!["reciept"] = JsonNode.Parse("""{"subject":"a","body":"b"}""")).Problems);

        Assert.Equal("$.mails.reciept", problem.Place);
    }

    [Theory]
    [InlineData("receipt", "{dueday}")]
    [InlineData("noticeLocked", "{link}")]
    public void A_placeholder_that_the_mail_does_not_know_is_refused_at_its_place(string mail, string placeholder)
    {
        var problem = Assert.Single(Read(file => file["mails"]![mail]!["subject"] = placeholder).Problems);

        Assert.Equal($"$.mails.{mail}.subject", problem.Place);
        Assert.StartsWith(placeholder, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("企行第12号", "令和8年6月1日", "企行第12号\n令和8年6月1日\n\n税務課長")]
    [InlineData("", "令和8年6月1日", "令和8年6月1日\n\n税務課長")]
    [InlineData("", "", "税務課長")]
    public void A_line_about_a_number_or_date_that_the_cycle_has_not_is_left_out(string number, string date, string begins)
    {
        var values = MailTexts.PlaceholdersOf(MailKind.Request).ToDictionary(p => p, p => "…");
        (values["documentNumber"], values["documentDate"], values["post"], values["via"]) = (number, date, "税務課長", "");

        Assert.StartsWith($"{begins}　様\n", _builtIn.Fill(MailKind.Request, values).Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Built_in_request_has_the_form_of_a_照会()
    {
        var text = _builtIn.TextOf(MailKind.Request);

        Assert.EndsWith("の進捗状況について（照会）", text.Subject, StringComparison.Ordinal);
        Assert.All(new[] { "{senderPost}", "　　　　　　　　　記", "{link}" }, line => Assert.Contains(line, text.Body.Split('\n')));
    }

    [Fact]
    public void The_foot_knows_only_what_every_mail_knows()
    {
        Assert.Empty(Read(file => file["foot"] = "{office} {plan}").Problems);
        Assert.Equal("$.foot", Assert.Single(Read(file => file["foot"] = "{link}").Problems).Place);
    }

    static Core.Json.Reading<MailTexts> Read(Action<JsonNode> change)
    {
        var file = JsonNode.Parse(MailTexts.BuiltIn())!;
        change(file);
        return MailTexts.Read(Encoding.UTF8.GetBytes(file.ToJsonString()));
    }
}
