using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Xml.Linq;
using IdPhoto.ModelBuilder;
using IdPhoto.ModelBuilder.Onnx;
using IdPhoto.ModelBuilder.Web;
using Xunit;

namespace IdPhoto.Tests.Networks;

public sealed class WebNetworkTests
{
    public static TheoryData<string> Networks => [.. UnpackedNetwork.Pinned.Networks.Select(model => model.Network)];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_part_is_the_pinned_one(string network)
    {
        WebForm pinned = UnpackedNetwork.PinsOf(network).Web!;
        byte[][] parts = [.. UnpackedNetwork.PartsOf(UnpackedNetwork.PinsOf(network)).Select(File.ReadAllBytes)];
        Assert.Equal(pinned.Parts.Select(part => part.Bytes), parts.Select(part => (long)part.Length));
        Assert.Equal(pinned.Parts.Select(part => part.Sha256), parts.Select(part => Convert.ToHexStringLower(SHA256.HashData(part))));
        Assert.Equal(pinned.Bytes, parts.Sum(part => part.Length));
        Assert.All(parts, part => Assert.InRange(part.Length, 1, 4 << 20));
    }

    [Fact]
    public void The_build_names_every_pinned_part()
    {
        XDocument targets = XDocument.Load(Path.Combine(UnpackedNetwork.Models, "Models.targets"));
        Assert.Equal(
            UnpackedNetwork.Pinned.Networks.SelectMany(model => model.Web!.Parts).Select(part => "$(ModelsFolder)web/" + part.File),
            targets.Descendants("NetworkWebPart").Select(part => part.Attribute("Include")!.Value).Where(name => !name.Contains('*', StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void The_list_for_browsers_says_what_is_pinned(string network)
    {
        Model pinned = UnpackedNetwork.PinsOf(network);
        UnpackedNetwork.PartsOf(pinned);
        string list = File.ReadAllText(Path.Combine(UnpackedNetwork.Models, "web", "networks.json"));
        WebNetwork listed = JsonSerializer.Deserialize<WebList>(list, JsonSerializerOptions.Web)!.Networks[network];
        Assert.Equal([pinned.Input.Name], listed.Inputs);
        Assert.Equal(pinned.Outputs.Select(output => output.Name), listed.Outputs);
        Assert.Equal(pinned.Web!.Parts, listed.Parts);
        Assert.Equal((pinned.Web.Bytes, pinned.Web.Unpacked), (listed.Bytes, listed.Unpacked));
    }

    [Theory]
    [InlineData("FaceFullRange")]
    [InlineData("FaceShortRange")]
    [InlineData("FaceMesh")]
    public void Packing_a_face_network_changes_nothing(string network)
        => Assert.Equal(UnpackedNetwork.ReadOriginal(network), UnpackedNetwork.Read(network).Restore());

    [Theory]
    [InlineData("Person")]
    [InlineData("Salient")]
    public void Packing_keeps_all_but_a_rest_of_the_large_weights(string network)
    {
        ModelProto original = UnpackedNetwork.ReadOriginal(network);
        UnpackedNetwork packed = UnpackedNetwork.Read(network);
        ModelProto restored = packed.Restore();
        var kinds = new Queue<PackedTensor>(packed.Header.Tensors);
        foreach (var (before, after) in original.Graph.Initializer.Zip(restored.Graph.Initializer))
        {
            if (Count(before) < 256)
                continue;
            AssertNear(network, kinds.Dequeue(), Values(before), Values(after));
            after.RawData = before.RawData;
        }
        Assert.Empty(kinds);
        Assert.Equal(original, restored);
    }

    private static long Count(TensorProto tensor)
        => tensor.DataType == (int)TensorProto.Types.DataType.Float ? tensor.Dims.Aggregate(1L, (a, b) => a * b) : 0;

    private static float[] Values(TensorProto tensor) => MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray();

    private static void AssertNear(string network, PackedTensor tensor, float[] before, float[] after)
    {
        Assert.Equal(tensor.Count, before.Length);
        Assert.Equal(before.Length, after.Length);
        int each = tensor.Count / (tensor.Channels ?? 1);
        for (int from = 0; from < tensor.Count; from += each)
        {
            // Rounding the scale and the product to single precision adds a millionth of the step.
            float step = before.AsSpan(from, each).ToArray().Max(Math.Abs) / 127 * 1.00001f;
            for (int i = from; i < from + each; i++)
                if (Math.Abs(before[i] - after[i]) > Rest(network, tensor.Kind, before[i], step))
                    Assert.Fail($"{tensor}: {before[i]} became {after[i]}.");
        }
    }

    // Half precision keeps 11 bits, and steps of 2^-24 next to zero. Of IS-Net only what is exact in it is stored so.
    private static double Rest(string network, string kind, float value, float step) => (network, kind) switch
    {
        ("Salient", "i8") => step / 2,
        ("Person", "f16") => Math.Max(Math.Abs(value) * Math.Pow(2, -11), Math.Pow(2, -25)),
        _ => 0,
    };
}
