using ReformFlow.Core.Log;

namespace ReformFlow.Core.Tests.Log;

public class StreamNameTests
{
    [Fact]
    public void Name_is_a_path_of_partition_and_stream()
    {
        Assert.Equal("yama~cycle~r7/request~zeimu", StreamName.Request("yama", "r7", "zeimu").ToString());
        Assert.Equal("yama~cycle~r7/cycle", StreamName.Cycle("yama", "r7").ToString());
        Assert.Equal("yama~plan~main/plan", StreamName.Plan("yama", "main").ToString());
        Assert.Equal("yama~office/office", StreamName.Office("yama").ToString());
        Assert.Equal(StreamName.CyclePartition("yama", "r7"), StreamName.Request("yama", "r7", "zeimu").Partition);
    }

    [Theory]
    [InlineData("yama~cycle~r7")]
    [InlineData("yama~plan~main")]
    [InlineData("yama~office")]
    public void Partition_begins_with_its_town(string partition) => Assert.Equal("yama", StreamName.TownOf(partition));

    [Theory]
    [InlineData("")]
    [InlineData("yama")]
    [InlineData("yama~")]
    [InlineData("../yama~office")]
    [InlineData("yama~cycle~../r7")]
    [InlineData("yama~cycle~r7' or '1' eq '1")]
    public void Name_typed_by_hand_is_no_partition(string partition) => Assert.Contains($"\"{partition}\"", Assert.Throws<ArgumentException>(() => StreamName.TownOf(partition)).Message);

    [Fact]
    public void Every_name_has_a_head()
    {
        StreamName[] names = [StreamName.Request("yama", "r7", "zeimu"), StreamName.Cycle("yama", "r7"), StreamName.Plan("yama", "main"), StreamName.Office("yama")];

        Assert.All(names, n => Assert.Equal(n.Name, Head.Empty(n.Name).Stream));
    }
}
