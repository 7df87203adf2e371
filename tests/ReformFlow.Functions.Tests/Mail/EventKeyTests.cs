using System.Security.Cryptography;
using System.Text;
using ReformFlow.Functions.Mail;

namespace ReformFlow.Functions.Tests.Mail;

public sealed class EventKeyTests : IDisposable
{
    readonly SignedPosts _sendGrid = new();

    public void Dispose() => _sendGrid.Dispose();

    [Fact]
    public void Signature_covers_time_and_body()
    {
        var key = EventKey.Read(_sendGrid.PublicKey)!;
        const string time = "1800000000", body = "[{\"event\":\"bounce\",\"reason\":\"田中\"}]\r\n";
        var signature = _sendGrid.Sign(time, body);

        Assert.True(key.IsSignedBy(time, signature, Encoding.UTF8.GetBytes(body)));
        Assert.False(key.IsSignedBy("1800000001", signature, Encoding.UTF8.GetBytes(body)));
        Assert.False(key.IsSignedBy(time, signature, Encoding.UTF8.GetBytes(body.TrimEnd())));
        // The two are joined without a mark between them: what moves over the border is the same text, and another time.
        Assert.False(key.IsSignedBy(time, _sendGrid.Sign("", body), Encoding.UTF8.GetBytes(body)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("!")]
    [InlineData("AAAA")]
    [InlineData("MEUCIQCqyqkSBWp2lPBj2pMVcLZo9OcdSvBTVqfvtiUeFRhgwgIgAvcVJK0OHvZkXZ0sKD8yhq0Y7zHM0x1l0Zf0y4Q1l1Q=")]
    public void Whatever_is_no_signature_of_ours_is_none(string signature) => Assert.False(EventKey.Read(_sendGrid.PublicKey)!.IsSignedBy("1", signature, "[]"u8));

    [Fact]
    public void Signature_of_another_key_or_another_form_is_none()
    {
        using var another = new SignedPosts();
        var key = EventKey.Read(_sendGrid.PublicKey)!;
        Assert.False(key.IsSignedBy("1", another.Sign("1", "[]"), "[]"u8));
        Assert.False(key.IsSignedBy("1", new string('A', 4_000), "[]"u8));
    }

    [Fact]
    public void Key_on_another_curve_or_in_another_form_is_refused()
    {
        using var large = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Null(EventKey.Read(Convert.ToBase64String(large.ExportSubjectPublicKeyInfo())));
        Assert.Null(EventKey.Read(Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo())));
        Assert.Null(EventKey.Read(Convert.ToBase64String(own.ExportPkcs8PrivateKey())));
        Assert.Null(EventKey.Read(_sendGrid.PublicKey + _sendGrid.PublicKey));
        Assert.Null(EventKey.Read("SG.abc"));
        Assert.NotNull(EventKey.Read(Convert.ToBase64String(own.ExportSubjectPublicKeyInfo())));
    }
}
