using ReformFlow.Core.Access;

namespace ReformFlow.Core.Tests.Access;

/// <summary>What the desk's cookie, the server's address and mailed codes prove, and what they don't: cases are forged, cut, another town's, another purpose's, another key's, too old, ahead of time.</summary>
public class SessionTokenTests
{
    static readonly byte[] _key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    static readonly byte[] _otherKey = new byte[32];
    static readonly DateTimeOffset _now = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);
    static readonly SessionToken _token = new("yama", "p1", 3, "0123456789abcdef", _now, _now);

    [Fact]
    public void Token_reads_back_as_it_was_written() => Assert.Equal(_token, SessionToken.Read(_key, _token.Write(_key), "yama", _now));

    [Fact]
    public void Token_of_another_town_or_key_proves_nothing()
    {
        Assert.Null(SessionToken.Read(_key, _token.Write(_key), "kawa", _now));
        Assert.Null(SessionToken.Read(_key, _token.Write(_otherKey), "yama", _now));
        Assert.Null(SessionToken.Read(_key, null, "yama", _now));
        Assert.Null(SessionToken.Read(_key, "", "yama", _now));
        Assert.Null(SessionToken.Read(_key, ".", "yama", _now));
        Assert.Null(SessionToken.Read(_key, "!.?", "yama", _now));
        Assert.Null(SessionToken.Read(_key, "瑞.穂", "yama", _now));
    }

    [Fact]
    public void Token_with_any_character_changed_proves_nothing()
    {
        var written = _token.Write(_key);
        for (var i = 0; i < written.Length - 1; i++)
        {
            var changed = written.ToCharArray();
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            // The last character of each half holds bits that no byte uses.
            if (i + 1 == written.IndexOf('.')) continue;
            Assert.Null(SessionToken.Read(_key, new(changed), "yama", _now));
        }
        Assert.Null(SessionToken.Read(_key, written[..^4], "yama", _now));
    }

    [Fact]
    public void Session_ends_after_twelve_hours_and_after_three_idle_ones()
    {
        Assert.NotNull(SessionToken.Read(_key, _token.Write(_key), "yama", _now + SignInRules.IdleLife - TimeSpan.FromSeconds(1)));
        Assert.Null(SessionToken.Read(_key, _token.Write(_key), "yama", _now + SignInRules.IdleLife));
        var seen = _token with { SeenAt = _now + SignInRules.SessionLife - TimeSpan.FromMinutes(1) };
        Assert.NotNull(SessionToken.Read(_key, seen.Write(_key), "yama", _now + SignInRules.SessionLife - TimeSpan.FromSeconds(1)));
        Assert.Null(SessionToken.Read(_key, seen.Write(_key), "yama", _now + SignInRules.SessionLife));
        Assert.NotNull(SessionToken.Read(_key, _token.Write(_key), "yama", _now - TimeSpan.FromMinutes(5)));
        Assert.Null(SessionToken.Read(_key, _token.Write(_key), "yama", _now - TimeSpan.FromMinutes(6)));
    }

    [Fact]
    public void Address_of_the_server_is_no_session_and_a_session_no_address()
    {
        var address = ServerAddress.Of(_key, "yama", "p1", "word", _now + SignInRules.AddressLife);
        Assert.Equal(("p1", "word"), ServerAddress.Read(_key, address, "yama", _now));
        Assert.Null(SessionToken.Read(_key, address, "yama", _now));
        Assert.Null(ServerAddress.Read(_key, _token.Write(_key), "yama", _now));
        Assert.Null(ServerAddress.Read(_key, address, "kawa", _now));
        Assert.Null(ServerAddress.Read(_otherKey, address, "yama", _now));
        Assert.NotNull(ServerAddress.Read(_key, address, "yama", _now + SignInRules.AddressLife - TimeSpan.FromSeconds(1)));
        Assert.Null(ServerAddress.Read(_key, address, "yama", _now + SignInRules.AddressLife));
    }

    [Fact]
    public void Code_has_eight_digits_and_follows_from_town_person_and_id()
    {
        var codes = new[] { SignInCode.Of(_key, "yama", "p1", "a"), SignInCode.Of(_key, "yama", "p1", "b"), SignInCode.Of(_key, "yama", "p2", "a"), SignInCode.Of(_key, "kawa", "p1", "a"), SignInCode.Of(_otherKey, "yama", "p1", "a") };
        Assert.Equal(5, codes.Distinct().Count());
        Assert.All(codes, c => Assert.Matches("^[0-9]{8}$", c));
    }

    [Fact]
    public void Code_may_be_typed_in_any_width_with_blanks()
    {
        var code = SignInCode.Of(_key, "yama", "p1", "a");
        var wide = string.Concat(code.Select(c => (char)(c + 0xFEE0)));
        foreach (var typed in new[] { code, $" {code[..4]} {code[4..]} ", $"{code[..4]}-{code[4..]}", wide }) Assert.True(SignInCode.IsRight(_key, "yama", "p1", "a", typed));
        foreach (var typed in new[] { "", "0", code[..7], code + "0", "00000000", "<script>" }) Assert.False(SignInCode.IsRight(_key, "yama", "p1", "a", typed));
    }

    [Fact]
    public void Sealed_text_opens_for_its_purpose_and_key_only()
    {
        var closed = SealedText.Of(_key, "authenticator\nyama\np1", "secret", [.. Enumerable.Range(0, 12).Select(i => (byte)i)]);
        Assert.Equal("secret", SealedText.Read(_key, "authenticator\nyama\np1", closed));
        Assert.Null(SealedText.Read(_key, "authenticator\nyama\np2", closed));
        Assert.Null(SealedText.Read(_otherKey, "authenticator\nyama\np1", closed));
        Assert.Null(SealedText.Read(_key, "authenticator\nyama\np1", closed[..^5] + "AAAAA"));
        foreach (var nothing in new[] { null, "", "AAAA", "!", "瑞穂野" }) Assert.Null(SealedText.Read(_key, "authenticator\nyama\np1", nothing));
        Assert.DoesNotContain("secret", closed, StringComparison.Ordinal);
    }
}
