using IdPhoto.Compliance.View;
using IdPhoto.Heads;
using IdPhoto.Tests.Compliance.Measures;
using Xunit;

namespace IdPhoto.Tests.Heads;

/// <summary>The top of a drawn head, whose eyes lie 272 px below the picture's upper edge and 100 px above the chin.</summary>
public sealed class HeadMeterTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(4, false)]
    [InlineData(40, false)]
    public void Hair_that_ends_below_the_pictures_edge_is_not_cut_by_it(int top, bool cut)
    {
        DrawnHead head = new DrawnHead().TissueBox(0, 0, 576, 576, Tissue.Background).TissueBox(238, top, 338, 272, Tissue.Hair);

        HeadMeasure measured = HeadMeter.Measure(DrawnHead.Size, head.Mesh, head.Map());

        Assert.Equal(cut, measured.HeadTopCut);
        Assert.Equal(cut ? 0 : top, measured.HeadTop.Y, 1.0);
    }
}
