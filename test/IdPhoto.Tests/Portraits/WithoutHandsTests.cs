using IdPhoto.Networks;
using IdPhoto.Portraits;
using Xunit;

namespace IdPhoto.Tests.Portraits;

/// <summary>The network that looks for hands is one that a photo can do without.</summary>
public sealed class WithoutHandsTests
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_portrait_is_read_where_that_network_is_missing_or_cannot_be_loaded(bool listed)
    {
        Portrait portrait = await PortraitReader.ReadAsync(new Without(TestPortraits.Studio.Networks, listed), TestPortraits.Decode(TestPortraits.Astronaut), 1, None);

        Assert.Null(portrait.Hands);
        Assert.Single(portrait.Heads);
        Assert.NotNull((await PortraitReader.ReadAsync(TestPortraits.Studio.Networks, TestPortraits.Decode(TestPortraits.Astronaut), 1, None)).Hands);
    }

    private sealed class Without(INetworks others, bool listed) : INetworks
    {
        public bool Has(Network network) => network == Network.Palm ? listed : others.Has(network);

        public ValueTask<IReadOnlyList<float[]>> RunAsync(Network network, float[] input, ReadOnlyMemory<int> shape, CancellationToken cancel)
            => network == Network.Palm
                ? throw new PhotoException(Refusals.ModelMissing, Messages.Message.Of("models.not-downloaded", ("network", network.ToString())))
                : others.RunAsync(network, input, shape, cancel);
    }
}
