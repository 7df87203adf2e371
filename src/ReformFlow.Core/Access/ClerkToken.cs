namespace ReformFlow.Core.Access;

/// <summary>Remembers in a browser who writes behind a form link: the person's number, signed for this link alone, without a date.</summary>
public static class ClerkToken
{
    /// <summary>The cookie's value.</summary>
    /// <param name="key">The deployment's secret key.</param>
    /// <param name="link">The form link's own path; under another link the cookie proves nothing.</param>
    public static string Write(ReadOnlySpan<byte> key, string link, string number) => SignedText.Of(key, Purpose(link), number);

    /// <summary>The number that a cookie proves under a link, or null.</summary>
    public static string? Read(ReadOnlySpan<byte> key, string link, string? cookie) => SignedText.Read(key, Purpose(link), cookie);

    static string Purpose(string link) => $"clerk\n{link}";
}
