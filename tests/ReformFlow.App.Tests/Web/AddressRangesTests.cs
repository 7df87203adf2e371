using System.Net;
using ReformFlow.App.Web;

namespace ReformFlow.App.Tests.Web;

public class AddressRangesTests
{
    [Theory]
    [InlineData("203.0.113.0/24", "203.0.113.0", true)]
    [InlineData("203.0.113.0/24", "203.0.113.255", true)]
    [InlineData("203.0.113.0/24", "203.0.114.0", false)]
    [InlineData("203.0.113.0/24", "203.0.112.255", false)]
    [InlineData("203.0.113.0/24", "::ffff:203.0.113.9", true)]
    [InlineData("203.0.113.64/26", "203.0.113.64", true)]
    [InlineData("203.0.113.64/26", "203.0.113.63", false)]
    [InlineData("203.0.113.64/26", "203.0.113.128", false)]
    [InlineData("203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("2001:db8::/32", "2001:db8:ffff::1", true)]
    [InlineData("2001:db8::/32", "2001:db9::1", false)]
    [InlineData("2001:db8::1", "2001:db8::1", true)]
    [InlineData("10.0.0.0/8; 2001:db8::/32\n192.0.2.0/24", "192.0.2.200", true)]
    [InlineData("0.0.0.0/0", "198.51.100.1", true)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    [InlineData("", "198.51.100.1", false)]
    public void Address_lies_within_or_without(string ranges, string address, bool isWithin)
    {
        var (read, wrong) = AddressRanges.Read(ranges);
        Assert.Empty(wrong);
        Assert.Equal(isWithin, read.Contains(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("203.0.113.7/24")]
    [InlineData("203.0.113.0/33")]
    [InlineData("203.0.113.0/-1")]
    [InlineData("203.0.113.0/")]
    [InlineData("203.0.113.0/24/24")]
    [InlineData("10.1")]
    [InlineData("10")]
    [InlineData("2001:db8::1/32")]
    [InlineData("::ffff:203.0.113.0")]
    [InlineData("city.example.jp")]
    public void What_may_be_meant_otherwise_is_named(string part) => Assert.Equal([part], AddressRanges.Read($"192.0.2.0/24, {part}").Wrong);
}
