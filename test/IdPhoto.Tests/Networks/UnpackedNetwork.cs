using System.Text.Json;
using IdPhoto.ModelBuilder;
using IdPhoto.ModelBuilder.Onnx;
using IdPhoto.ModelBuilder.Web;
using IdPhoto.Tests.Decoding;
using Xunit;

namespace IdPhoto.Tests.Networks;

/// <summary>A packed network, read value by value: the slow twin of unpack.js.</summary>
internal sealed record UnpackedNetwork(ContainerHeader Header, byte[] Graph, byte[] Weights)
{
    public static readonly string Models = Path.Combine(SamplePhoto.Root, "models");

    public static readonly ModelList Pinned = ModelList.Read(Path.Combine(Models, "models.json"));

    public static Model PinsOf(string network) => Pinned.Networks.Single(model => model.Network == network);

    public static string[] PartsOf(Model model)
    {
        string[] parts = [.. model.Web!.Parts.Select(part => Path.Combine(Models, "web", part.File))];
        Assert.SkipUnless(parts.All(File.Exists), "The networks for browsers are not there: the solution was built with SkipModels.");
        return parts;
    }

    public static UnpackedNetwork Read(string network) => Read([.. PartsOf(PinsOf(network)).SelectMany(File.ReadAllBytes)]);

    public static UnpackedNetwork Read(byte[] container)
    {
        using var reader = new BinaryReader(new MemoryStream(container));
        Assert.Equal("IDN1"u8, reader.ReadBytes(4));
        ContainerHeader header = JsonSerializer.Deserialize<ContainerHeader>(reader.ReadBytes(reader.ReadInt32()), Container.Json)!;
        byte[] graph = reader.ReadBytes(header.Graph);
        long start = reader.BaseStream.Position;
        byte[] weights = new byte[header.Unpacked];
        foreach (PackedTensor tensor in header.Tensors)
        {
            Buffer.BlockCopy(ReadValues(reader, tensor), 0, weights, (int)tensor.To, tensor.Count * sizeof(float));
            while ((reader.BaseStream.Position - start) % 4 != 0)
                Assert.Equal(0, reader.ReadByte());
        }
        Assert.Equal(container.Length, reader.BaseStream.Position);
        return new UnpackedNetwork(header, graph, weights);
    }

    /// <summary>The graph with its weights inside again.</summary>
    public ModelProto Restore() => Inline(ModelProto.Parser.ParseFrom(Graph), Weights);

    /// <summary>The graph that the desktop runs, with its weights inside.</summary>
    public static ModelProto ReadOriginal(string network)
    {
        string[] files = [.. PinsOf(network).Files.Select(file => Path.Combine(Models, "onnx", file.File))];
        return Inline(ModelProto.Parser.ParseFrom(File.ReadAllBytes(files[0])), files.Length > 1 ? File.ReadAllBytes(files[1]) : []);
    }

    private static ModelProto Inline(ModelProto model, byte[] data)
    {
        foreach (TensorProto weight in model.Graph.Initializer)
        {
            byte[] values = ExternalWeights.Read(weight, data);
            weight.ExternalData.Clear();
            weight.DataLocation = TensorProto.Types.DataLocation.Default;
            weight.RawData = Google.Protobuf.ByteString.CopyFrom(values);
        }
        return model;
    }

    private static float[] ReadValues(BinaryReader reader, PackedTensor tensor)
    {
        float[] scales = [.. Enumerable.Range(0, tensor.Channels ?? 0).Select(_ => reader.ReadSingle())];
        float[] values = new float[tensor.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = tensor.Kind switch
            {
                "f32" => reader.ReadSingle(),
                "f16" => (float)reader.ReadHalf(),
                _ => scales[i / (tensor.Count / scales.Length)] * reader.ReadSByte(),
            };
        }
        return values;
    }
}
