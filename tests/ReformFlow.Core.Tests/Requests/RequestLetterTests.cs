using ReformFlow.Core.Mail;
using ReformFlow.Core.Reports.Document;
using ReformFlow.Core.Requests;

namespace ReformFlow.Core.Tests.Requests;

public class RequestLetterTests
{
    static readonly Dictionary<string, string> _values = new() { ["documentNumber"] = "企行第12号", ["documentDate"] = "令和8年6月1日", ["senderPost"] = "室長" };

    [Fact]
    public void Number_date_and_sender_stand_at_the_line_s_end_and_the_subject_is_the_title()
    {
        var letter = RequestLetter.Compose(new("計画の状況について（照会）", "企行第12号\n令和8年6月1日\n\n税務課長　様\n\n　室長\n\n　　計画の\n　　状況について（照会）\n\n一行目\n二行目\n\n--\n電話"), "山市", "令和7年度", _values);

        Assert.Equal("計画の状況について（照会）", letter.Title);
        Assert.Equal(
            [End("企行第12号"), End("令和8年6月1日"), Body("税務課長　様"), End("室長"), "# 計画の状況について（照会）", Body("一行目\n二行目")],
            letter.Sections.Single().Blocks.Select(Text));
    }

    [Fact]
    public void Text_that_does_not_repeat_its_subject_gets_it_as_its_title() =>
        Assert.Equal(["# 照会", Body("本文")], RequestLetter.Compose(new("照会", "本文"), "山市", "令和7年度", new Dictionary<string, string>()).Sections.Single().Blocks.Select(Text));

    static string Text(Block block) => block switch
    {
        Heading heading => $"# {heading.Text}",
        Paragraph { Content: [PlainText text] } paragraph => $"{paragraph.Role}: {text.Text}",
        _ => "?",
    };

    static string End(string text) => $"{ParagraphRole.LineEnd}: {text}";

    static string Body(string text) => $"{ParagraphRole.Body}: {text}";
}
