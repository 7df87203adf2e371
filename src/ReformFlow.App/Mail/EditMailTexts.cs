using System.Text;
using ReformFlow.App.Log;
using ReformFlow.App.Organisation;
using ReformFlow.Core.Answers;
using ReformFlow.Core.Json;
using ReformFlow.Core.Log;
using ReformFlow.Core.Mail;
using ReformFlow.Core.Organisation;

namespace ReformFlow.App.Mail;

/// <summary>Changes one text of a municipality's mails: stored whole, or every problem and nothing. It holds from the next mail on.</summary>
public sealed class EditMailTexts(Streams streams, Archive archive)
{
    /// <summary>The longest subject and the longest body.</summary>
    public const int LongestSubject = 200, LongestBody = 8000;

    /// <summary>Gives a mail these words.</summary>
    /// <param name="version">The file that was shown; where another is in force by now, nothing is changed.</param>
    public async Task<IReadOnlyList<Problem>> RunAsync(string town, MailKind kind, string subject, string body, string version, string by, CancellationToken cancellation)
    {
        var text = new MailText(AnswerText.Clean(subject).ReplaceLineEndings(" ").Trim(), AnswerText.Clean(body));
        return Problems(kind, text).ToList() is { Count: > 0 } wrong ? wrong : await ChangeAsync(town, version, by, texts =>
            texts with { Mails = new Dictionary<string, MailText>(texts.Mails) { [MailTexts.NameOf(kind)] = text } }, cancellation);
    }

    /// <summary>Gives every mail this foot.</summary>
    public async Task<IReadOnlyList<Problem>> RunFootAsync(string town, string foot, string version, string by, CancellationToken cancellation)
    {
        var words = AnswerText.Clean(foot);
        return Unknown("body", words, MailTexts.FootPlaceholders).ToList() is { Count: > 0 } wrong ? wrong : await ChangeAsync(town, version, by, texts => texts with { Foot = words }, cancellation);
    }

    /// <summary>Gives a mail, or the foot where none is named, the words that the product brings along.</summary>
    public Task<IReadOnlyList<Problem>> ResetAsync(string town, MailKind? kind, string version, string by, CancellationToken cancellation) => ChangeAsync(town, version, by, texts => kind is { } mail
        ? texts with { Mails = texts.Mails.Where(m => m.Key != MailTexts.NameOf(mail)).ToDictionary(m => m.Key, m => m.Value) }
        : texts with { Foot = MailTexts.Standard.Foot }, cancellation);

    static IEnumerable<Problem> Problems(MailKind kind, MailText text)
    {
        if (text.Subject.Length == 0) yield return new("subject", "件名を入力してください。");
        if (text.Subject.Length > LongestSubject) yield return new("subject", $"件名は{LongestSubject}字までにしてください。");
        if (text.Body.Length == 0) yield return new("body", "本文を入力してください。");
        if (text.Body.Length > LongestBody) yield return new("body", $"本文は{LongestBody}字までにしてください。");
        var known = MailTexts.PlaceholdersOf(kind);
        foreach (var problem in Unknown("subject", text.Subject, known).Concat(Unknown("body", text.Body, known))) yield return problem;
        // Without its address nobody can answer, and mail filters break an address that stands among words.
        if (MailTexts.Standard.TextOf(kind).Body.Split('\n').Contains("{link}") && !text.Body.Split('\n').Contains("{link}"))
            yield return new("body", "入力画面のアドレスの差し込み {link} を、前後に何も書かず、1行に単独で置いてください。");
    }

    static IEnumerable<Problem> Unknown(string place, string words, IReadOnlyList<string> known) =>
        from name in MailTexts.PlaceholdersIn(words).Distinct()
        where !known.Contains(name)
        select new Problem(place, $"「{{{name}}}」は、ここでは使えない差し込みです。下の一覧にあるものに直すか、消してください。");

    async Task<IReadOnlyList<Problem>> ChangeAsync(string town, string version, string by, Func<MailTexts, MailTexts> change, CancellationToken cancellation)
    {
        var changed = Encoding.UTF8.GetBytes(StrictJson.Write(change(await archive.MailTextsAsync(town, version, cancellation))));
        // The last word is the import's own: what it would refuse is not stored either.
        if (MailTexts.Read(changed).Problems is { Count: > 0 } wrong) return [.. wrong.Select(p => new Problem("body", $"{p.Place}　{p.Message}"))];
        var file = await archive.StoreAsync(town, changed, cancellation);
        var isStale = false;
        await streams.ChangeAsync<OfficeHead>(StreamName.Office(town), by, head =>
        {
            isStale = head.MailTexts != version && head.MailTexts != file;
            return isStale || head.MailTexts == file ? [] : [new MailTextsStored(file)];
        }, cancellation);
        return isStale ? [new("version", "この画面を開いた後に、別の方が文面を変えました。入力した文章を控え、画面を開き直してから、もう一度入力してください。")] : [];
    }
}
