using IdPhoto.Networks;
using IdPhoto.Persons;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Tests.Persons;

/// <summary>What several views of a region say together.</summary>
public sealed class PersonViewsTests
{
    private static readonly PixelSize Size = new(400, 300);
    private static readonly Box Region = new(20, 10, 360, 280);

    [Fact]
    public async Task All_views_lie_on_the_picture_where_they_were_seen()
    {
        // A bright person off the middle, as every view sees it.
        Picture picture = Picture((x, y) => x is >= 80 and < 180 && y >= 120);
        PersonMap map = await SeenAsync((input, i) => input[3 * i] > 0, picture);

        Assert.All(new[] { new Point(85, 125), new Point(175, 285), new Point(130, 200) }, at => Assert.InRange(map.PersonAt(at), 0.95, 1));
        Assert.All(new[] { new Point(70, 200), new Point(190, 200), new Point(130, 110), new Point(270, 200) }, at => Assert.InRange(map.PersonAt(at), 0, 0.05));
        Assert.InRange(map.HairAt(new Point(130, 200)), 0.95, 1);
    }

    [Fact]
    public async Task What_is_seen_as_it_is_mirrored_and_from_closer_up_counts_alike()
    {
        // Whatever the picture shows, a person at the left of what the network is given.
        PersonMap map = await SeenAsync((_, i) => i % PersonMap.Side < PersonMap.Side / 4, Picture((_, _) => false));

        Assert.InRange(map.PersonAt(new Point(30, 150)), 0.64, 0.69);
        Assert.InRange(map.PersonAt(new Point(370, 150)), 0.31, 0.35);
        // In the middle, where two parts overlap, the right one's left quarter.
        Assert.InRange(map.PersonAt(new Point(195, 30)), 0.14, 0.19);
    }

    private static async Task<PersonMap> SeenAsync(Func<float[], int, bool> isPerson, Picture picture)
    {
        Drawn network = new(isPerson);
        PersonMap plain = await PersonSegmenter.SegmentAsync(network, picture, Region, TestContext.Current.CancellationToken);
        return await PersonViews.AddAsync(network, picture, plain, TestContext.Current.CancellationToken);
    }

    private static Picture Picture(Func<int, int, bool> isBright)
    {
        Picture picture = new(Size, new byte[3 * Size.Area]);
        for (int i = 0; i < Size.Area; i++)
            picture.Rgb.AsSpan(3 * i, 3).Fill(isBright(i % Size.Width, i / Size.Width) ? (byte)255 : (byte)0);
        return picture;
    }

    /// <summary>A person network that sees hair where it is told to.</summary>
    private sealed class Drawn(Func<float[], int, bool> isPerson) : INetworks
    {
        private const float Rest = 0.1f / 6, Sure = 0.9f + Rest;

        public bool Has(Network network) => network == Network.Person;

        public ValueTask<IReadOnlyList<float[]>> RunAsync(Network network, float[] input, ReadOnlyMemory<int> shape, CancellationToken cancel)
        {
            float[] scores = new float[PersonMap.Side * PersonMap.Side * 6];
            scores.AsSpan().Fill(Rest);
            for (int i = 0; i < scores.Length / 6; i++)
                scores[(6 * i) + (isPerson(input, i) ? 1 : 0)] = Sure;
            return ValueTask.FromResult<IReadOnlyList<float[]>>([scores]);
        }
    }
}
