using ReformFlow.Core.Access;

namespace ReformFlow.Core.Tests.Access;

public class ClerkTokenTests
{
    static readonly byte[] _key = [.. Enumerable.Range(0, 32).Select(n => (byte)n)];

    [Fact]
    public void A_cookie_proves_its_number_under_its_own_link_and_key_only()
    {
        var cookie = ClerkToken.Write(_key, "/yama/r7/zeimu/7K3M-9QXD-4TWH-2BNR", "c123456789");

        Assert.Equal("c123456789", ClerkToken.Read(_key, "/yama/r7/zeimu/7K3M-9QXD-4TWH-2BNR", cookie));
        Assert.Null(ClerkToken.Read(_key, "/yama/r7/somu/7K3M-9QXD-4TWH-2BNR", cookie));
        Assert.Null(ClerkToken.Read(new byte[32], "/yama/r7/zeimu/7K3M-9QXD-4TWH-2BNR", cookie));
        Assert.All(["", "x", cookie + "x", cookie[..^4]], forged => Assert.Null(ClerkToken.Read(_key, "/yama/r7/zeimu/7K3M-9QXD-4TWH-2BNR", forged)));
        Assert.Null(ClerkToken.Read(_key, "/yama/r7/zeimu/7K3M-9QXD-4TWH-2BNR", null));
    }
}
