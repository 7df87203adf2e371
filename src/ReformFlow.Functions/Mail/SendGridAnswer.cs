using System.Text.Json;
using ReformFlow.App.Ports;
using SendGrid;

namespace ReformFlow.Functions.Mail;

/// <summary>What SendGrid says to one mail, told apart: taken, refused for good, or not this time.</summary>
sealed class SendGridAnswer
{
    /// <summary>SendGrid's limits count by the minute, so this is how long it rests where it says no time.</summary>
    static readonly TimeSpan _defaultRest = TimeSpan.FromMinutes(1);

    /// <summary>A time that was mistyped or counted in another unit must not silence a town for years.</summary>
    static readonly TimeSpan _longestRest = TimeSpan.FromHours(1);

    const int TooManyRequests = 429, Unavailable = 503;

    /// <summary>More of SendGrid's words than this is no help to anybody.</summary>
    const int LongestWords = 300;

    sealed record Problem(string Message, string? Field)
    {
        /// <summary>False where SendGrid finds fault with what every mail of the deployment has in common: the sender, the settings, our headers.</summary>
        public bool IsOfThisMail => Field is null or "" or "null" || IsOf("personalizations") || IsOf("subject") || IsOf("content");

        public string Part => Field switch
        {
            _ when IsOf("personalizations") && Field!.Contains("subject", StringComparison.Ordinal) => "the subject",
            _ when IsOf("personalizations") => "the recipient",
            _ when IsOf("subject") => "the subject",
            _ when IsOf("content") => "the text",
            _ => "the mail",
        };

        bool IsOf(string name) => Field is { } field && (field == name || field.StartsWith($"{name}.", StringComparison.Ordinal) || field.StartsWith($"{name}[", StringComparison.Ordinal));
    }

    readonly int _status;
    readonly IReadOnlyList<Problem> _problems;
    readonly string _words;

    SendGridAnswer(int status, IReadOnlyList<Problem> problems, string words, TimeSpan? rest) =>
        (_status, _problems, _words, Rest) = (status, problems, words, rest);

    /// <summary>How long SendGrid wants no further mail; null where it says nothing of the kind.</summary>
    public TimeSpan? Rest { get; }

    /// <summary>Reads an answer.</summary>
    /// <param name="unsaid">What SendGrid may repeat and nobody may write down: the API key, the mail's addresses and names.</param>
    public static async Task<SendGridAnswer> ReadAsync(Response response, IEnumerable<string?> unsaid, DateTimeOffset now)
    {
        var problems = Problems(await response.Body.ReadAsByteArrayAsync());
        var words = string.Join(" ", problems.Select(p => p.Message).Distinct());
        return new((int)response.StatusCode, problems, Discreet(words, unsaid), RestOf(response, now));
    }

    /// <summary>Why the mail has not left; null where it has.</summary>
    /// <param name="sandbox">True where SendGrid was asked to check the mail only.</param>
    public Exception? Trouble(bool sandbox) => _status switch
    {
        202 => null,
        200 when sandbox => null,
        200 => Busy("SendGrid checked the mail but did not queue it"),
        400 when _problems.Count > 0 && _problems.All(p => p.IsOfThisMail) => new MailRefusedException(Said($"SendGrid refused {_problems[0].Part}")),
        400 => Busy("SendGrid finds fault with what every mail of this deployment carries; mend the sender or the settings"),
        401 => Busy("SendGrid does not accept the deployment's API key, or the account has no mails left; nothing is wrong with the mail"),
        403 => Busy("SendGrid does not let this deployment send; verify the sender and the permissions of the API key, nothing is wrong with the mail"),
        413 => new MailRefusedException(Said("SendGrid refused the mail as too large")),
        TooManyRequests => Busy($"SendGrid takes no more mails for {Rest!.Value.TotalSeconds:0} seconds"),
        >= 500 => Busy("SendGrid has trouble of its own"),
        _ => Busy("SendGrid's address gave an answer that SendGrid does not give; check the base address"),
    };

    MailBusyException Busy(string what) => new(Said($"{what} ({_status})"));

    string Said(string what) => _words.Length == 0 ? $"{what}." : $"{what}: {_words}";

    static List<Problem> Problems(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return
            [
                .. from error in json.RootElement.GetProperty("errors").EnumerateArray()
                   select new Problem(error.GetProperty("message").GetString() ?? "", error.TryGetProperty("field", out var field) ? field.GetString() : null),
            ];
        }
        // Something between us and SendGrid may answer in its stead, in whatever form it likes.
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return [];
        }
    }

    static string Discreet(string words, IEnumerable<string?> unsaid)
    {
        foreach (var word in unsaid)
        {
            // A single character gives nobody away, and taking it out of every word would leave none.
            if (word is { Length: > 1 }) words = words.Replace(word, "…", StringComparison.OrdinalIgnoreCase);
        }
        words = string.Concat(words.Select(c => char.IsControl(c) ? ' ' : c));
        if (words.Length <= LongestWords) return words;
        // 𠮷 is two of the framework's characters, and half of one can't be written into the log.
        return $"{words[..(LongestWords - (char.IsHighSurrogate(words[LongestWords - 1]) ? 1 : 0))]}…";
    }

    static TimeSpan? RestOf(Response response, DateTimeOffset now)
    {
        var headers = response.Headers;
        List<double> seconds = [];
        if (headers.RetryAfter?.Delta is { } delta) seconds.Add(delta.TotalSeconds);
        if (headers.RetryAfter?.Date is { } date) seconds.Add((date - now).TotalSeconds);
        switch ((int)response.StatusCode)
        {
            case TooManyRequests:
                if (headers.TryGetValues("X-RateLimit-Reset", out var values) && long.TryParse(values.First(), out var reset))
                    seconds.Add(reset - (now - DateTimeOffset.UnixEpoch).TotalSeconds);
                break;
            case Unavailable when seconds.Count > 0:
                break;
            default:
                return null;
        }
        return TimeSpan.FromSeconds(Math.Clamp(seconds.DefaultIfEmpty(_defaultRest.TotalSeconds).Max(), 1, _longestRest.TotalSeconds));
    }
}
