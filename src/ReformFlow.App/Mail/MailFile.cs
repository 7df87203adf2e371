using System.Globalization;
using System.Net.Mail;
using System.Text;
using ReformFlow.App.Ports;

namespace ReformFlow.App.Mail;

/// <summary>Writes a mail as an .eml file: one part of plain text, its moment the step's own.</summary>
/// <remarks>The framework's own writer dates every mail by the machine's clock, whatever date it is given.</remarks>
public static class MailFile
{
    const string NewLine = "\r\n";

    /// <summary>An encoded word ends its line within 76 characters after the longest of our header names (RFC 2047, 2).</summary>
    const int BytesInWord = 39;

    /// <summary>The bytes of the .eml file.</summary>
    /// <exception cref="MailRefusedException">The recipient's address is none.</exception>
    /// <exception cref="MailBusyException">The office's own address is none: nothing is wrong with the recipient.</exception>
    public static byte[] Write(OutgoingMail mail)
    {
        if (!IsAddress(mail.FromAddress)) throw new MailBusyException("The office's own address is no mail address. Correct it in the organisation file and import that again.");
        // The reason stays in the log, which knows no addresses; the people file shows it.
        if (!IsAddress(mail.ToAddress)) throw new MailRefusedException("登録されている宛先が、メールアドレスの形になっていません");
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
    static bool IsAddress(string address) =>
        Ascii.IsValid(address) && !address.Any(c => c is <= ' ' or '<' or '>' or '\x7f') && MailAddress.TryCreate(address, out var parsed) && parsed.Address == address;

    static string Mailbox(string name, string address) => $"{Encoded(name)}{NewLine} <{address}>";

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
