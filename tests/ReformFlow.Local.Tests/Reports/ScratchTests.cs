using ReformFlow.Local.Reports;

namespace ReformFlow.Local.Tests.Reports;

public sealed class ScratchTests
{
    [Fact]
    public void Folder_of_the_system_is_taken_where_it_can_be_written()
    {
        using var data = new DataFolder();

        var (folder, isOwn) = new Scratch(data.Of("scratch")).Make("reformflow-test-");

        folder.Delete();
        Assert.False(isOwn);
        Assert.False(Directory.Exists(data.Of("scratch")));
    }
}
