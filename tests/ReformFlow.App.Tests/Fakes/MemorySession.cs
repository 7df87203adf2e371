using System.Net;
using ReformFlow.App.Access;
using ReformFlow.Core.Access;

namespace ReformFlow.App.Tests.Fakes;

/// <summary>Tests sign in by a fake: the cookie that the product gives a member, made with the deployment's own key.</summary>
static class MemorySession
{
    /// <summary>The session's own word, to which form tokens are bound.</summary>
    public const string Word = "0123456789abcdef0123456789abcdef";

    /// <summary>The cookie's value.</summary>
    /// <param name="person">The first member is the office's own post, whose number is the town's first.</param>
    public static string Value(ReadOnlySpan<byte> key, string town, string person = "p1", int generation = 1, string word = Word) =>
        new SessionToken(town, person, generation, word, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow).Write(key);

    /// <summary>The line of a request's header.</summary>
    public static string Cookie(ReadOnlySpan<byte> key, string town, string person = "p1") => $"{Sessions.Name}={Value(key, town, person)}";

    /// <summary>A browser's cookies of somebody who is signed in.</summary>
    public static CookieContainer Jar(ReadOnlySpan<byte> key, string town, string person = "p1")
    {
        var jar = new CookieContainer();
        jar.Add(new Cookie(Sessions.Name, Value(key, town, person), $"/{town}/desk", "localhost"));
        return jar;
    }
}
