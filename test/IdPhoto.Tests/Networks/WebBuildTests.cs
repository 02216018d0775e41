using System.Runtime.InteropServices;
using Google.Protobuf;
using IdPhoto.ModelBuilder;
using IdPhoto.ModelBuilder.Onnx;
using IdPhoto.ModelBuilder.Web;
using Xunit;

namespace IdPhoto.Tests.Networks;

public sealed class WebBuildTests
{
    private const int Many = 512;
    private const int VeryMany = 1 << 18;

    [Fact]
    public void Values_that_half_precision_holds_are_stored_in_it()
    {
        Assert.Equal("f16", TensorPacking.Of([0.5f, -0f, 65504f, MathF.Pow(2, -24)], Precision.Exact).Kind);
        Assert.Equal("f32", TensorPacking.Of([0.5f, 0.1f], Precision.Exact).Kind);
        Assert.Equal("f32", TensorPacking.Of([0.5f, 0.1f], Precision.Byte).Kind);
    }

    [Fact]
    public void Values_are_rounded_to_half_precision_unless_they_are_too_large_for_it()
    {
        TensorPacking packing = TensorPacking.Of([1 + MathF.Pow(2, -11), 1 + (3 * MathF.Pow(2, -11))], Precision.Half);
        // Halfway between two: to the even one.
        Assert.Equal([(Half)1, (Half)(1 + MathF.Pow(2, -9))], MemoryMarshal.Cast<byte, Half>(packing.Bytes).ToArray());
        Assert.Equal("f32", TensorPacking.Of([65520f], Precision.Half).Kind);
    }

    [Fact]
    public void Each_channel_has_its_own_scale()
    {
        byte[] bytes = TensorPacking.InBytes([1.27f, -0.5f, 0, 0, 254, -254], 3).Bytes;
        Assert.Equal([1.27f / 127, 0, 2], MemoryMarshal.Cast<byte, float>(bytes.AsSpan(0, 12)).ToArray());
        Assert.Equal([127, -50, 0, 0, 127, -127], MemoryMarshal.Cast<byte, sbyte>(bytes.AsSpan(12)).ToArray());
    }

    [Fact]
    public void Only_what_convolutions_alone_use_as_their_weights_is_cut_to_8_bits()
    {
        ModelProto graph = Graph(VeryMany, ("Conv", "a"), ("ConvTranspose", "b"), ("Conv", "c"), ("Add", "c"));
        PackedWeights weights = PackedWeights.TakeOut(graph, [], Precision.Byte);
        Assert.Equal(["i8", "f32", "f32"], weights.Tensors.Select(tensor => tensor.Kind));
        Assert.All(weights.Tensors, tensor => Assert.Equal(0, tensor.To % 64));
    }

    [Fact]
    public void A_small_convolution_keeps_its_precision()
        => Assert.Equal("f32", PackedWeights.TakeOut(Graph(VeryMany - 2, ("Conv", "a")), [], Precision.Byte).Tensors.Single().Kind);

    [Fact]
    public void Few_values_stay_in_the_graph()
    {
        ModelProto graph = Graph(254, ("Conv", "a"));
        ModelProto before = graph.Clone();
        Assert.Empty(PackedWeights.TakeOut(graph, [], Precision.Half).Tensors);
        Assert.Equal(before, graph);
    }

    [Fact]
    public void A_part_that_is_gone_is_made_again_and_what_is_not_pinned_goes() => WithModels((folder, list) =>
    {
        var build = new WebBuild(folder);
        build.Complete(list);
        string part = Path.Combine(folder, "web", "tiny.net.0");
        byte[] made = File.ReadAllBytes(part);
        File.WriteAllBytes(part, [1, 2, 3]);
        File.WriteAllBytes(Path.Combine(folder, "web", "tiny.net.1"), [1, 2, 3]);
        build.Complete(list);
        Assert.Equal(made, File.ReadAllBytes(part));
        Assert.Equal(["networks.json", "tiny.net.0"], Directory.EnumerateFiles(Path.Combine(folder, "web")).Select(Path.GetFileName).Order());
    });

    [Fact]
    public void A_result_that_is_not_the_pinned_one_is_refused() => WithModels((folder, list) =>
    {
        WebForm form = list.Networks[0].Web!;
        var other = new ModelList([list.Networks[0] with { Web = form with { Parts = [form.Parts[0] with { Sha256 = new string('0', 64) }] } }]);
        Assert.Contains("pinned", Assert.Throws<ConversionException>(() => new WebBuild(folder).Complete(other)).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(folder, "web")));
    });

    private static void WithModels(Action<string, ModelList> test)
    {
        string folder = Directory.CreateTempSubdirectory("idphoto-web").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "onnx"));
            File.WriteAllBytes(Path.Combine(folder, "onnx", "tiny.onnx"), Graph(Many, ("Conv", "a")).ToByteArray());
            var model = new Model("Tiny", [new ModelFile("tiny.onnx", 0, "")], new ModelSource("", "", "", ""), "", new ModelShape("input", []), []);
            test(folder, new ModelList([new WebBuild(folder).Pin(model)]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ModelProto Graph(int count, params (string Operation, string Weights)[] nodes)
    {
        byte[] thirds = MemoryMarshal.AsBytes<float>(Enumerable.Repeat(1 / 3f, count).ToArray()).ToArray();
        var graph = new GraphProto();
        graph.Node.Add(nodes.Select(node => new NodeProto { OpType = node.Operation, Input = { "input", node.Weights } }));
        graph.Initializer.Add(nodes.Select(node => node.Weights).Distinct().Select(name => new TensorProto
        {
            Name = name,
            Dims = { 2, count / 2, 1, 1 },
            DataType = (int)TensorProto.Types.DataType.Float,
            RawData = ByteString.CopyFrom(thirds),
        }));
        return new ModelProto { Graph = graph };
    }
}
