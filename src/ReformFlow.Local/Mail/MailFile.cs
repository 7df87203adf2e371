using System.Globalization;
using System.Net.Mail;
using System.Text;
using ReformFlow.App.Ports;

namespace ReformFlow.Local.Mail;

/// <summary>Writes a mail as an .eml file: one part of plain text, its moment the step's own.</summary>
/// <remarks>The framework's own writer dates every mail by the machine's clock, whatever date it is given.</remarks>
static class MailFile
{
    const string NewLine = "\r\n";

    /// <summary>An encoded word ends its line within 76 characters after the longest of our header names (RFC 2047, 2).</summary>
    const int BytesInWord = 39;

    /// <summary>The bytes of the .eml file.</summary>
    /// <exception cref="MailRefusedException">An address is none.</exception>
    public static byte[] Write(OutgoingMail mail)
    {
        string[] headers =
        [
            $"Date: {mail.At.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)} +0000",
            $"From: {Mailbox(mail.FromName, mail.FromAddress)}",
            $"To: {Mailbox(mail.ToName, mail.ToAddress)}",
            $"Subject: {Encoded(mail.Subject)}",
            $"Message-ID: {mail.MessageId}",
            $"X-ReformFlow-Key: {mail.Key}",
            // RFC 3834: nobody's absence note answers the product.
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
        ];
        var body = Convert.ToBase64String(Encoding.UTF8.GetBytes(mail.Body.ReplaceLineEndings(NewLine)), Base64FormattingOptions.InsertLineBreaks);
        return Encoding.ASCII.GetBytes($"{string.Join(NewLine, headers)}{NewLine}{NewLine}{body.ReplaceLineEndings(NewLine)}{NewLine}");
    }

    // People correct addresses by hand; one that is none would else break the header, or be tried for ever.
    static string Mailbox(string name, string address) =>
        Ascii.IsValid(address) && MailAddress.TryCreate(address, out var parsed) && parsed.Address == address
            ? $"{Encoded(name)}{NewLine} <{address}>"
            // The reason stays in the log, which knows no addresses; the people file shows it.
            : throw new MailRefusedException("登録されている宛先が、メールアドレスの形になっていません");

    // Each word holds whole characters (RFC 2047, 5), so that 𠮷 is never cut in two.
    static string Encoded(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Encoding.UTF8.GetByteCount(word.ToString()) + rune.Utf8SequenceLength > BytesInWord) Close();
            word.Append(rune);
        }
        Close();
        return string.Join($"{NewLine} ", words);

        void Close()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(word.ToString()))}?=");
            word.Clear();
        }
    }
}
