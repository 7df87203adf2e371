using System.Runtime.InteropServices;
using ReformFlow.Local.Reports;

namespace ReformFlow.Local.Tests.Reports;

public sealed class BrowserFinderTests
{
    static readonly Dictionary<string, string> _linux = new() { ["PATH"] = "/usr/local/bin:/usr/bin" };

    static readonly Dictionary<string, string> _mac = new() { ["PATH"] = "/usr/bin:/bin", ["HOME"] = "/Users/hana" };

    static readonly Dictionary<string, string> _windows = new()
    {
        ["PATH"] = @"C:\Windows\system32;C:\Windows\",
        ["ProgramFiles"] = @"C:\Program Files",
        ["ProgramFiles(x86)"] = @"C:\Program Files (x86)",
        ["LocalAppData"] = @"C:\Users\hana\AppData\Local",
    };

    [Theory]
    [InlineData("/usr/bin/chromium")]
    [InlineData("/usr/local/bin/google-chrome-stable")]
    [InlineData("/usr/bin/msedge")]
    [InlineData("/opt/google/chrome/chrome")]
    [InlineData("/snap/bin/chromium")]
    public void Linux_browser_is_found_on_path_and_in_its_usual_places(string place) =>
        Assert.Equal(place, Find(null, OSPlatform.Linux, _linux, place));

    [Theory]
    [InlineData("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")]
    [InlineData("/Users/hana/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge")]
    [InlineData("/usr/bin/chromium")]
    public void Mac_browser_is_found_among_the_applications(string place) =>
        Assert.Equal(place, Find(null, OSPlatform.OSX, _mac, place));

    [Theory]
    [InlineData(@"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe")]
    [InlineData(@"C:\Program Files\Google\Chrome\Application\chrome.exe")]
    [InlineData(@"C:\Users\hana\AppData\Local\Google\Chrome\Application\chrome.exe")]
    [InlineData(@"C:\Windows\chrome.exe")]
    public void Windows_browser_is_found_among_the_programs(string place) =>
        Assert.Equal(place, Find(null, OSPlatform.Windows, _windows, place));

    [Fact]
    public void Windows_takes_edge_before_chrome() => Assert.Equal(
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
        Find(
            null, OSPlatform.Windows, _windows,
            @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe"));

    [Fact]
    public void Setting_comes_before_the_variable_and_the_variable_before_path()
    {
        var variables = new Dictionary<string, string>(_linux) { [BrowserFinder.Variable] = "/opt/one/chrome" };
        string[] all = ["/opt/one/chrome", "/opt/two/chrome", "/usr/bin/chromium"];
        Assert.Equal("/opt/two/chrome", Find("/opt/two/chrome", OSPlatform.Linux, variables, all));
        Assert.Equal("/opt/one/chrome", Find(" ", OSPlatform.Linux, variables, all));
        Assert.Equal("/usr/bin/chromium", Find(null, OSPlatform.Linux, _linux, all));
    }

    [Fact]
    public void Setting_may_be_a_name_on_path()
    {
        Assert.Equal("/usr/local/bin/thorium", Find("thorium", OSPlatform.Linux, _linux, "/usr/local/bin/thorium"));
        Assert.Equal(@"C:\Windows\thorium.exe", Find("thorium", OSPlatform.Windows, _windows, @"C:\Windows\thorium.exe"));
    }

    [Fact]
    public void Setting_that_does_not_exist_is_not_replaced_by_another_browser() =>
        Assert.Null(Find("/opt/gone/chrome", OSPlatform.Linux, _linux, "/usr/bin/chromium"));

    [Fact]
    public void Nothing_is_found_where_nothing_is() => Assert.Null(Find(null, OSPlatform.Linux, []));

    static string? Find(string? setting, OSPlatform platform, Dictionary<string, string> variables, params string[] files) =>
        BrowserFinder.Find(setting, platform, name => variables.GetValueOrDefault(name), files.Contains);
}
