using System.Security.Cryptography;
using System.Text;
using ReformFlow.App.Assets;

namespace ReformFlow.App.Tests.Assets;

public sealed class AssetsTests
{
    readonly AssetFiles _assets = new();

    [Fact]
    public void All_names_fonts_licences_tokens_style_and_script() => Assert.Equal(
        [
            "fonts/BIZUDPGothic-Bold.ttf", "fonts/BIZUDPGothic-OFL.txt", "fonts/BIZUDPGothic-Regular.ttf",
            "fonts/NotoSansJP-Bold.ttf", "fonts/NotoSansJP-OFL.txt", "fonts/NotoSansJP-Regular.ttf",
            "site.css", "site.js", "tokens-LICENSE.txt", "tokens.css",
        ],
        _assets.All.Select(asset => asset.Name).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("fonts/BIZUDPGothic-Regular.ttf", "font/ttf")]
    [InlineData("fonts/NotoSansJP-OFL.txt", "text/plain; charset=utf-8")]
    [InlineData("site.css", "text/css; charset=utf-8")]
    [InlineData("site.js", "text/javascript; charset=utf-8")]
    public void Asset_has_the_content_type_of_its_ending(string name, string type) => Assert.Equal(type, Named(name).ContentType);

    [Fact]
    public void Asset_with_an_unknown_ending_is_refused() => Assert.Throws<ArgumentException>(() => new Asset("logo.bmp", () => []));

    [Fact]
    public void Address_holds_the_hash_of_the_bytes_that_are_served() => Assert.All(_assets.All, asset =>
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(asset.Bytes.Span));
        Assert.Equal($"/assets/{hash[..16]}/{asset.Name}", _assets.AddressOf(asset.Name));
    });

    [Fact]
    public void Address_of_an_unknown_name_is_a_mistake_in_the_code() => Assert.Throws<ArgumentException>(() => _assets.AddressOf("site.ccs"));

    [Fact]
    public void Address_finds_its_asset() => Assert.All(_assets.All, asset =>
    {
        Assert.True(_assets.TryFind(asset.Hash, asset.Name, out var found));
        Assert.Same(asset, found);
    });

    [Theory]
    [InlineData("0000000000000000", "site.css")]
    [InlineData("", "site.css")]
    [InlineData("0000000000000000", "../site.css")]
    public void Address_with_another_hash_or_name_finds_nothing(string hash, string name)
    {
        Assert.False(_assets.TryFind(hash, name, out var found));
        Assert.Null(found);
    }

    [Fact]
    public void Style_names_its_fonts_by_their_hashed_addresses()
    {
        var style = Encoding.UTF8.GetString(Named("site.css").Bytes.Span);
        Assert.All(
            ["fonts/BIZUDPGothic-Regular.ttf", "fonts/BIZUDPGothic-Bold.ttf", "fonts/NotoSansJP-Regular.ttf", "fonts/NotoSansJP-Bold.ttf"],
            font => Assert.Contains($"url({_assets.AddressOf(font)})", style, StringComparison.Ordinal));
        Assert.DoesNotContain("url(fonts/", style, StringComparison.Ordinal);
    }

    [Fact]
    public void Style_takes_the_fonts_of_the_computer_before_it_downloads_any()
    {
        var style = Encoding.UTF8.GetString(Named("site.css").Bytes.Span);
        foreach (var face in style.Split("@font-face").Skip(1))
            Assert.InRange(face.IndexOf("local(", StringComparison.Ordinal), 0, face.IndexOf("url(", StringComparison.Ordinal));
    }

    [Fact]
    public void Style_uses_only_tokens_that_the_token_file_defines()
    {
        var tokens = Encoding.UTF8.GetString(Named("tokens.css").Bytes.Span);
        var style = Encoding.UTF8.GetString(Named("site.css").Bytes.Span);
        Assert.All(
            style.Split("var(--").Skip(1).Select(use => use[..use.IndexOf(')', StringComparison.Ordinal)]),
            token => Assert.True(tokens.Contains($"--{token}:", StringComparison.Ordinal) || style.Contains($"--{token}:", StringComparison.Ordinal), token));
    }

    Asset Named(string name) => _assets.All.Single(asset => asset.Name == name);
}
