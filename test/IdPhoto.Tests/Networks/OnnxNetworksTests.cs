using IdPhoto.Networks;
using IdPhoto.Onnx;
using IdPhoto.Tests.Wording;
using Xunit;

namespace IdPhoto.Tests.Networks;

public sealed class OnnxNetworksTests
{
    private static readonly int[] FaceShape = [1, 128, 128, 3];
    private static readonly int[] SmallShape = [1, 3, 128, 128];

    [Fact]
    public void The_files_that_the_build_made_are_the_pinned_ones()
    {
        string folder = RequireModels();
        Assert.All(ModelCatalogue.Models, model => Assert.Equal(ModelState.Installed, ModelCatalogue.Check(model, folder)));
    }

    [Theory]
    [InlineData(Network.FaceFullRange)]
    [InlineData(Network.FaceShortRange)]
    [InlineData(Network.FaceMesh)]
    [InlineData(Network.Person)]
    [InlineData(Network.Salient)]
    public async Task Every_network_takes_and_gives_the_documented_shapes(Network network)
    {
        using var networks = new OnnxNetworks(new OnnxNetworksOptions { Folder = RequireModels() });
        ModelRecord model = ModelCatalogue.Of(network);
        int[] shape = [.. model.Input.Shape.Select(Side)];
        var outputs = await networks.RunAsync(network, new float[Count(shape)], shape, TestContext.Current.CancellationToken);
        Assert.Equal(model.Outputs.Select(output => Count(output.Shape.Select(Side))), outputs.Select(output => output.Length));
        Assert.All(outputs, output => Assert.All(output, value => Assert.True(float.IsFinite(value))));
    }

    [Fact]
    public async Task The_threads_do_not_change_the_result()
    {
        string folder = RequireModels();
        float[] input = [.. Enumerable.Range(0, 3 * 128 * 128).Select(i => MathF.Sin(i * 0.37f))];
        float[][] results = await Task.WhenAll(Enumerable.Range(1, 3).Select(async threads =>
        {
            using var networks = new OnnxNetworks(new OnnxNetworksOptions { Folder = folder, Threads = threads });
            return (await networks.RunAsync(Network.Salient, input, SmallShape, TestContext.Current.CancellationToken))[0];
        }));
        Assert.Equal(results[0], results[1]);
        Assert.Equal(results[0], results[2]);
    }

    [Fact]
    public async Task Calls_at_once_give_what_calls_one_after_another_give()
    {
        using var networks = new OnnxNetworks(new OnnxNetworksOptions { Folder = RequireModels() });
        networks.Preload([Network.FaceShortRange]);
        float[][] inputs = [.. Enumerable.Range(1, 8).Select(k => Enumerable.Range(0, 128 * 128 * 3).Select(i => MathF.Sin(i * 0.01f * k)).ToArray())];
        float[][] together = await Task.WhenAll(inputs.Select(input => Task.Run(async () => await Boxes(networks, input))));
        for (int i = 0; i < inputs.Length; i++)
            Assert.Equal(await Boxes(networks, inputs[i]), together[i]);
    }

    [Fact]
    public async Task A_damaged_file_is_refused()
    {
        string folder = Directory.CreateTempSubdirectory("idphoto-models").FullName;
        try
        {
            string file = ModelCatalogue.Of(Network.FaceShortRange).Files[0].File;
            byte[] bytes = File.ReadAllBytes(Path.Combine(RequireModels(), file));
            bytes[bytes.Length / 2] ^= 1;
            File.WriteAllBytes(Path.Combine(folder, file), bytes);
            Assert.Equal(ModelState.Damaged, ModelCatalogue.Check(ModelCatalogue.Of(Network.FaceShortRange), folder));
            Assert.Contains("damaged", (await Refusal(folder)).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_missing_file_is_refused_with_what_to_do()
    {
        string folder = Directory.CreateTempSubdirectory("idphoto-models").FullName;
        PhotoException refusal = await Refusal(folder);
        Directory.Delete(folder);
        Assert.Contains("face-short-range.onnx", refusal.InEnglish(), StringComparison.Ordinal);
        Assert.Contains(ModelFolder.Variable, refusal.InEnglish(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_is_not_allowed_is_not_there()
    {
        var options = new OnnxNetworksOptions { Folder = RequireModels(), Allowed = new HashSet<Network> { Network.Person } };
        using var networks = new OnnxNetworks(options);
        Assert.True(networks.Has(Network.Person));
        Assert.False(networks.Has(Network.Salient));
    }

    [Fact]
    public async Task An_input_of_another_shape_is_a_fault_of_the_caller()
    {
        using var networks = new OnnxNetworks(new OnnxNetworksOptions { Folder = RequireModels() });
        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await networks.RunAsync(Network.FaceShortRange, new float[12], FaceShape, TestContext.Current.CancellationToken));
    }

    internal static string RequireModels()
    {
        string? folder = ModelFolder.Locate();
        Assert.SkipWhen(folder is null, "The networks' files are not there: the solution was built with SkipModels.");
        return folder!;
    }

    private static async Task<PhotoException> Refusal(string folder)
    {
        using var networks = new OnnxNetworks(new OnnxNetworksOptions { Folder = folder });
        PhotoException refusal = await Assert.ThrowsAsync<PhotoException>(async () => await Boxes(networks, new float[128 * 128 * 3]));
        Assert.Equal(Refusals.ModelMissing, refusal.Code);
        return refusal;
    }

    private static async Task<float[]> Boxes(OnnxNetworks networks, float[] input)
        => (await networks.RunAsync(Network.FaceShortRange, input, FaceShape, TestContext.Current.CancellationToken))[0];

    private static int Side(int side) => side < 0 ? 96 : side;

    private static int Count(IEnumerable<int> shape) => shape.Aggregate(1, (a, b) => a * b);
}
