using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Google.Protobuf;
using IdPhoto.ModelBuilder.Onnx;

namespace IdPhoto.ModelBuilder.Web;

/// <summary>Where a packed tensor's values go.</summary>
/// <param name="To">Byte offset among the unpacked weights.</param>
/// <param name="Count">How many values.</param>
/// <param name="Kind">One of <see cref="TensorKind"/>.</param>
/// <param name="Channels">How many scales come before the values; of 8-bit tensors alone.</param>
internal sealed record PackedTensor(long To, int Count, string Kind, int? Channels);

/// <summary>What stands before a container's graph.</summary>
/// <param name="Network">Its name.</param>
/// <param name="Graph">Bytes of the graph.</param>
/// <param name="Unpacked">Bytes of the single-precision weights.</param>
/// <param name="Tensors">The packed weights, in their order.</param>
internal sealed record ContainerHeader(string Network, int Graph, long Unpacked, IReadOnlyList<PackedTensor> Tensors);

/// <summary>
/// A network in one file, little-endian: «IDN1», the header's length in four bytes, the header in JSON, the ONNX graph,
/// the packed weights, each tensor at a multiple of 4. The graph refers to the unpacked weights as external data.
/// </summary>
internal sealed record Container(byte[] Bytes, long Unpacked)
{
    /// <summary>What the graph calls the file of its weights.</summary>
    public const string WeightsName = "weights";

    /// <summary>JSON as in the header.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Packs a network; <paramref name="graph"/> is changed.</summary>
    /// <param name="network">Its name.</param>
    /// <param name="graph">The single-precision graph.</param>
    /// <param name="data">The file that the graph refers to; empty if it does not.</param>
    public static Container Pack(string network, ModelProto graph, byte[] data)
    {
        PackedWeights weights = PackedWeights.TakeOut(graph, data, PrecisionOf(network));
        byte[] nodes = graph.ToByteArray();
        byte[] header = Header(new ContainerHeader(network, nodes.Length, weights.Unpacked, weights.Tensors));
        byte[] length = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)header.Length);
        return new Container([.. "IDN1"u8, .. length, .. header, .. nodes, .. weights.Bytes], weights.Unpacked);
    }

    // The face networks were published in half precision: nothing is lost. The person network was not; on samples/astronaut.png
    // the rounding moves its probabilities by 0.01 at most. IS-Net is four fifths of all bytes; 8 bits move its mask by 0.011.
    private static Precision PrecisionOf(string network) => network switch
    {
        "Person" => Precision.Half,
        "Salient" => Precision.Byte,
        _ => Precision.Exact,
    };

    // Spaces at its end let the packed weights start at a multiple of 4 too: they are read without a copy.
    private static byte[] Header(ContainerHeader header)
    {
        string json = JsonSerializer.Serialize(header, Json);
        int excess = (Encoding.UTF8.GetByteCount(json) + header.Graph) % 4;
        return Encoding.UTF8.GetBytes(json + new string(' ', (4 - excess) % 4));
    }
}
