using System.Text;
using System.Text.Json;
using ReformFlow.Core.Access;

namespace ReformFlow.Core.Tests.Access;

public class EntraPrincipalTests
{
    const string Schemas = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/", Identity = "http://schemas.microsoft.com/identity/claims/";

    static readonly Guid _tenant = new("11111111-2222-3333-4444-555555555555");

    [Theory]
    [InlineData("preferred_username")]
    [InlineData(Schemas + "upn")]
    [InlineData("upn")]
    [InlineData(Schemas + "emailaddress")]
    [InlineData("email")]
    public void Address_is_read_from_any_claim_that_may_hold_it(string claim) =>
        Assert.Equal(["tanaka@city.example.jp"], Addresses(("tid", $"{_tenant}"), (claim, "tanaka@city.example.jp")));

    [Fact]
    public void Name_of_the_account_comes_before_its_mail_address() => Assert.Equal(
        ["a123@city.onmicrosoft.com", "Tanaka@city.example.jp"],
        Addresses(("email", "tanaka@city.example.jp"), ("preferred_username", "a123@city.onmicrosoft.com"), ($"{Identity}tenantid", $"{_tenant}"), ($"{Schemas}emailaddress", "Tanaka@city.example.jp")));

    [Fact]
    public void Person_of_another_tenant_or_of_none_is_nobody()
    {
        Assert.Empty(Addresses(("tid", $"{Guid.Empty}"), ("upn", "tanaka@city.example.jp")));
        Assert.Empty(Addresses(("upn", "tanaka@city.example.jp")));
        Assert.Empty(Addresses(("tid", $"{_tenant}"), ("tid", $"{Guid.Empty}"), ("upn", "tanaka@city.example.jp")));
        Assert.Empty(Addresses(("tid", $"{_tenant}"), ($"{Identity}tenantid", $"{Guid.Empty}"), ("upn", "tanaka@city.example.jp")));
    }

    [Theory]
    [InlineData("idp", "https://sts.windows.net/99999999-2222-3333-4444-555555555555/", false)]
    [InlineData("idp", "live.com", false)]
    [InlineData(Identity + "identityprovider", "mail", false)]
    [InlineData("idp", "https://sts.windows.net/11111111-2222-3333-4444-555555555555/", true)]
    [InlineData("acct", "1", false)]
    [InlineData("acct", "0", true)]
    public void Guest_is_nobody_here(string claim, string value, bool isMember) =>
        Assert.Equal(isMember ? 1 : 0, Addresses(("tid", $"{_tenant}"), ("email", "tanaka@city.example.jp"), (claim, value)).Count);

    [Fact]
    public void Address_that_is_claimed_twice_proves_nothing() =>
        Assert.Empty(Addresses(("tid", $"{_tenant}"), ("upn", "tanaka@city.example.jp"), ("upn", "suzuki@city.example.jp")));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("tanaka@city.example.jp")]
    [InlineData("e30=")]
    [InlineData("W10=")]
    [InlineData("eyJhdXRoX3R5cCI6ImFhZCIsImNsYWltcyI6WzFdfQ==")]
    public void Header_that_is_none_proves_nobody(string? header) => Assert.Empty(EntraPrincipal.Addresses(header, _tenant));

    [Fact]
    public void Other_providers_prove_nobody() =>
        Assert.Empty(EntraPrincipal.Addresses(Header("google", ("tid", $"{_tenant}"), ("email", "tanaka@city.example.jp")), _tenant));

    static IReadOnlyList<string> Addresses(params (string Type, string Value)[] claims) => EntraPrincipal.Addresses(Header("aad", claims), _tenant);

    static string Header(string provider, params (string Type, string Value)[] claims) => Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new
    {
        auth_typ = provider,
        claims = claims.Select(c => new { typ = c.Type, val = c.Value }),
        name_typ = $"{Schemas}name",
        role_typ = "roles",
    })));
}
