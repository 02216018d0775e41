using System.Runtime.InteropServices;
using Google.Protobuf;
using IdPhoto.ModelBuilder.Onnx;

namespace IdPhoto.ModelBuilder.Conversion;

/// <summary>
/// Rewrites IS-Net from half precision at 1024 x 1024 with a dozen outputs to single precision at any size with the one
/// output that counts. The weights are kept to the bit; the processor would widen them anyhow, but at each run.
/// </summary>
internal sealed class SalientRewriter
{
    private readonly GraphProto _source;
    private readonly Dictionary<string, string> _aliases = [];
    private readonly Dictionary<string, NodeProto> _producers = [];

    private SalientRewriter(GraphProto source) => _source = source;

    /// <summary>The rewritten network: input [1, 3, H, W], output [1, 1, H, W].</summary>
    public static ModelProto Rewrite(ModelProto source) => new SalientRewriter(source.Graph).Rewrite(source.OpsetImport);

    private ModelProto Rewrite(IEnumerable<OperatorSetIdProto> operatorSets)
    {
        ForgetCasts();
        var graph = new GraphProto { Name = "salient" };
        string result = Resolve(_source.Output[0].Name);
        graph.Node.Add(Needed(result));
        MakeResizesFollow(graph);
        graph.Initializer.Add(_source.Initializer.Where(weight => Uses(graph, weight.Name)).Select(Widen));
        graph.Input.Add(OnnxFile.Describe(InputName, [1, 3, -1, -1]));
        graph.Output.Add(OnnxFile.Describe(NameOutput(graph, result), [1, 1, -1, -1]));
        return new ModelProto { IrVersion = 8, ProducerName = "IdPhoto.ModelBuilder", Graph = graph, OpsetImport = { operatorSets } };
    }

    private string InputName => _source.Input[0].Name;

    // The casts only stand around resizes and at the graph's ends: in single precision all of them do nothing.
    private void ForgetCasts()
    {
        foreach (NodeProto node in _source.Node)
        {
            if (node.OpType == "Cast")
                _aliases[node.Output[0]] = node.Input[0];
            else
                _producers[node.Output[0]] = node;
        }
    }

    private string Resolve(string name)
    {
        while (_aliases.TryGetValue(name, out string? earlier))
            name = earlier;
        return name;
    }

    // What leads to the wanted value, in the source's order.
    private IEnumerable<NodeProto> Needed(string result)
    {
        var wanted = new HashSet<string>();
        var open = new Stack<string>([result]);
        while (open.TryPop(out string? name))
            if (_producers.TryGetValue(name, out NodeProto? node) && wanted.Add(name))
                foreach (string input in Inputs(node))
                    open.Push(input);
        return _source.Node.Where(node => wanted.Contains(node.Output[0])).Select(WithoutCasts);
    }

    // A resize takes its size from elsewhere later on: what computed the fixed size is not needed.
    private IEnumerable<string> Inputs(NodeProto node) =>
        (node.OpType == "Resize" ? node.Input.Take(1) : node.Input).Select(Resolve);

    private NodeProto WithoutCasts(NodeProto node)
    {
        NodeProto copy = node.Clone();
        for (int i = 0; i < copy.Input.Count; i++)
            copy.Input[i] = Resolve(copy.Input[i]);
        return copy;
    }

    // Each resize brings a map to the size of the one that it is then joined with; the last one to that of the picture.
    private void MakeResizesFollow(GraphProto graph)
    {
        for (int i = 0; i < graph.Node.Count; i++)
        {
            NodeProto resize = graph.Node[i];
            if (resize.OpType != "Resize")
                continue;
            string target = Partner(graph, resize.Output[0]);
            string size = resize.Output[0] + "_size";
            graph.Node.Insert(i, Join(size, resize.Input[0] + "_" + size + "_planes", target + "_" + size + "_sides"));
            graph.Node.Insert(i, ShapeOf(resize.Input[0], resize.Input[0] + "_" + size + "_planes", 0));
            graph.Node.Insert(i, ShapeOf(target, target + "_" + size + "_sides", 2));
            string values = resize.Input[0];
            resize.Input.Clear();
            resize.Input.Add([values, "", "", size]);
            i += 3;
        }
    }

    private string Partner(GraphProto graph, string resized)
    {
        NodeProto? join = graph.Node.FirstOrDefault(node => node.OpType == "Concat" && node.Input.Contains(resized));
        return join?.Input.First(input => input != resized && !IsResized(graph, input)) ?? InputName;
    }

    private static bool IsResized(GraphProto graph, string name) =>
        graph.Node.Any(node => node.OpType == "Resize" && node.Output[0] == name);

    private static NodeProto ShapeOf(string value, string output, int start) => new()
    {
        OpType = "Shape",
        Input = { value },
        Output = { output },
        Attribute = { OnnxFile.Attribute("start", start), OnnxFile.Attribute("end", start + 2) },
    };

    private static NodeProto Join(string output, params ReadOnlySpan<string> inputs) => new()
    {
        OpType = "Concat",
        Input = { inputs.ToArray() },
        Output = { output },
        Attribute = { OnnxFile.Attribute("axis", 0) },
    };

    private static bool Uses(GraphProto graph, string name) => graph.Node.Any(node => node.Input.Contains(name));

    private static string NameOutput(GraphProto graph, string result)
    {
        graph.Node.Single(node => node.Output[0] == result).Output[0] = "mask";
        return "mask";
    }

    // Half-precision numbers are kept as raw bytes or, two bytes each, in the list of whole numbers.
    private static TensorProto Widen(TensorProto weight)
    {
        if (weight.DataType != (int)TensorProto.Types.DataType.Float16)
            return weight;
        ReadOnlySpan<Half> halves = weight.RawData.Length > 0
            ? MemoryMarshal.Cast<byte, Half>(weight.RawData.Span)
            : weight.Int32Data.Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits)).ToArray();
        float[] singles = new float[halves.Length];
        for (int i = 0; i < singles.Length; i++)
            singles[i] = (float)halves[i];
        return new TensorProto
        {
            Name = weight.Name,
            Dims = { weight.Dims },
            DataType = (int)TensorProto.Types.DataType.Float,
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(singles)),
        };
    }
}
