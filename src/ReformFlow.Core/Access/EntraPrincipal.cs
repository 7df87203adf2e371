using System.Text.Json;

namespace ReformFlow.Core.Access;

/// <summary>Whom App Service says that Entra ID has signed in: the header <c>X-MS-CLIENT-PRINCIPAL</c>, base64 of a list of claims.</summary>
public static class EntraPrincipal
{
    /// <summary>The longest header that is read; a token of many groups makes some kilobytes.</summary>
    const int Longest = 64 * 1024;

    const string Schemas = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/", Identity = "http://schemas.microsoft.com/identity/claims/";

    /// <summary>The addresses under which a person of this tenant may be a member, the account's own name first; empty where nobody is proved.</summary>
    /// <param name="tenant">The id of the tenant. A person of another one is nobody here, and so is a guest, whose address the tenant does not vouch for.</param>
    public static IReadOnlyList<string> Addresses(string? header, Guid tenant)
    {
        if (Claims(header) is not { } claims || !Guid.TryParse(One(claims, $"{Identity}tenantid", "tid"), out var from) || from != tenant) return [];
        if (claims.Any(c => (c.Type is $"{Identity}identityprovider" or "idp") && !c.Value.Contains(tenant.ToString(), StringComparison.OrdinalIgnoreCase)) || One(claims, "acct") is not (null or "0")) return [];
        return
        [
            .. new[] { "preferred_username", $"{Schemas}upn", "upn", $"{Schemas}emailaddress", "email" }
                .Select(type => One(claims, type)).OfType<string>().Where(a => a.Contains('@', StringComparison.Ordinal)).Distinct(StringComparer.OrdinalIgnoreCase),
        ];
    }

    // A claim that is there twice proves neither.
    static string? One(IReadOnlyList<(string Type, string Value)> claims, params string[] types) =>
        claims.Where(c => types.Contains(c.Type)).Select(c => c.Value).Distinct().ToList() is [var only] ? only : null;

    static List<(string Type, string Value)>? Claims(string? header)
    {
        if (header is not { Length: > 0 and <= Longest }) return null;
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header, bytes, out var length)) return null;
        try
        {
            using var json = JsonDocument.Parse(bytes.AsMemory(0, length));
            if (json.RootElement.GetProperty("auth_typ").GetString() != "aad") return null;
            return [.. json.RootElement.GetProperty("claims").EnumerateArray().Select(c => (c.GetProperty("typ").GetString()!, c.GetProperty("val").GetString()!))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }
}
