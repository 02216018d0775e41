using IdPhoto.Borders;
using IdPhoto.Persons;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Tests.Borders;

/// <summary>A photo that ends within its file, with a person in its middle.</summary>
public sealed class StraightEndTests
{
    private const int Side = 512;
    private static readonly Point Chin = new(256, 200);

    [Theory]
    // Level, and as a sheet lies on the glass of a scanner.
    [InlineData(0, 300)]
    [InlineData(0.06, 290)]
    [InlineData(-0.06, 290)]
    public void Where_the_person_and_the_picture_end_in_one_line_the_photo_ends(double slope, int end)
    {
        int below = StraightEnd.RowsBelow(Photo((x, y) => y < Line(x, slope, 300)), Map((x, y) => y < Line(x, slope, 300)), Chin);
        Assert.InRange(Side - below, end - 8, end);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_person_who_goes_on_below_the_line_has_no_end_there(bool atOneSide)
    {
        Picture photo = Photo((_, y) => y < 300);
        Assert.Equal(0, StraightEnd.RowsBelow(photo, Map((x, y) => y < 300 || !atOneSide || x < 200), Chin));
    }

    [Fact]
    public void A_round_shoulder_is_no_line()
        => Assert.Equal(0, StraightEnd.RowsBelow(Photo((_, y) => y % 6 < 3), Map((x, y) => y < 300 - (Math.Abs(x - 256) / 6)), Chin));

    [Fact]
    public void A_chin_before_a_table_is_no_line()
        => Assert.Equal(0, StraightEnd.RowsBelow(Photo((_, y) => y < 195), Map((_, y) => y < 195), Chin));

    [Fact]
    public void A_picture_that_goes_on_beside_the_person_does_not_end()
        => Assert.Equal(0, StraightEnd.RowsBelow(Photo((x, y) => y < 300 || x is < 140 or > 372), Map((_, y) => y < 300), Chin));

    [Fact]
    public void A_neck_alone_is_too_narrow_to_tell()
        => Assert.Equal(0, StraightEnd.RowsBelow(Photo((_, y) => y < 300), Map((x, y) => y < 300 && x is > 200 and < 312), Chin));

    private static double Line(int x, double slope, int middle) => middle + (slope * (x - 256));

    // Blue above, grey below, in every pixel another shade.
    private static Picture Photo(Func<int, int, bool> isPhoto)
    {
        Picture picture = new(new PixelSize(Side, Side), new byte[3 * Side * Side]);
        for (int i = 0; i < Side * Side; i++)
        {
            byte[] colour = isPhoto(i % Side, i / Side) ? [40, 90, 220] : [150, 150, (byte)(140 + (i * 7 % 20))];
            colour.CopyTo(picture.Rgb.AsSpan(3 * i));
        }
        return picture;
    }

    private static PersonMap Map(Func<int, int, bool> isPerson)
    {
        PixelSize size = new(PersonMap.Side, PersonMap.Side);
        Plane person = new(size), none = new(size);
        for (int y = 0; y < size.Height; y++)
            for (int x = 0; x < size.Width; x++)
                person.Values[(y * size.Width) + x] = isPerson(2 * x, 2 * y) && x is > 40 and < 216 && y > 60 ? 1 : 0;
        return new PersonMap(new Box(0, 0, Side, Side), person, none, none, none, none, none);
    }
}
