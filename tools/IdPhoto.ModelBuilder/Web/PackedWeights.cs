using System.Runtime.InteropServices;
using Google.Protobuf;
using IdPhoto.ModelBuilder.Onnx;

namespace IdPhoto.ModelBuilder.Web;

/// <summary>A network's large weights, taken out of its graph.</summary>
/// <param name="Tensors">Where each goes.</param>
/// <param name="Bytes">Their packed values, each tensor at a multiple of 4.</param>
/// <param name="Unpacked">Bytes of the single-precision weights, gaps included.</param>
internal sealed record PackedWeights(IReadOnlyList<PackedTensor> Tensors, byte[] Bytes, long Unpacked)
{
    /// <summary>Fewer values stay in the graph: a line in the header would outweigh what packing saves.</summary>
    private const int Smallest = 256;

    /// <summary>
    /// Filters of fewer values keep their precision: in IS-Net they are 3 of 44 million, and on a portrait 8 bits in them
    /// account for four fifths of the mask's mean error.
    /// </summary>
    private const int SmallestInBytes = 1 << 18;

    /// <summary>A processor's cache line; the runtime reads weights in such blocks.</summary>
    private const int Alignment = 64;

    /// <summary>Takes the weights out and lets the graph refer to them.</summary>
    /// <param name="graph">The graph, which is changed.</param>
    /// <param name="data">The file that it refers to so far.</param>
    /// <param name="precision">What packing may cost.</param>
    public static PackedWeights TakeOut(ModelProto graph, byte[] data, Precision precision)
    {
        HashSet<string> inBytes = precision == Precision.Byte ? Filters(graph.Graph) : [];
        var tensors = new List<PackedTensor>();
        using var packed = new MemoryStream();
        long end = 0;
        foreach (TensorProto weight in graph.Graph.Initializer.Where(IsLarge))
        {
            byte[] bytes = ExternalWeights.Read(weight, data);
            ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(bytes);
            TensorPacking packing = inBytes.Contains(weight.Name) && values.Length >= SmallestInBytes
                ? TensorPacking.InBytes(values, (int)weight.Dims[0])
                : TensorPacking.Of(values, precision);
            long to = RoundUp(end, Alignment);
            tensors.Add(new PackedTensor(to, values.Length, packing.Kind, packing.Channels));
            packed.Write(packing.Bytes);
            packed.SetLength(RoundUp(packed.Length, sizeof(float)));
            packed.Position = packed.Length;
            ExternalWeights.Refer(weight, Container.WeightsName, to, bytes.Length);
            end = to + bytes.Length;
        }
        return new PackedWeights(tensors, packed.ToArray(), end);
    }

    private static bool IsLarge(TensorProto weight) =>
        weight.DataType == (int)TensorProto.Types.DataType.Float && weight.Dims.Aggregate(1L, (a, b) => a * b) >= Smallest;

    // A convolution's weights have its outputs as their first axis. Other operators do not: theirs are never cut to 8 bits.
    private static HashSet<string> Filters(GraphProto graph)
    {
        var filters = graph.Node.Where(node => node.OpType == "Conv").Select(node => node.Input[1]).ToHashSet();
        filters.ExceptWith(graph.Node.SelectMany(node => node.Input.Where((_, i) => node.OpType != "Conv" || i != 1)));
        return filters;
    }

    private static long RoundUp(long length, int multiple) => (length + multiple - 1) / multiple * multiple;
}
