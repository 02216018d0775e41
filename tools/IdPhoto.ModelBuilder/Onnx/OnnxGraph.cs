using System.Globalization;
using System.Runtime.InteropServices;
using Google.Protobuf;

namespace IdPhoto.ModelBuilder.Onnx;

/// <summary>An ONNX graph that grows node by node; values are known by their names.</summary>
internal sealed class OnnxGraph
{
    /// <summary>16 is the first operator set with GridSample, which the attention mesh needs.</summary>
    private const int OperatorSet = 16;

    /// <summary>The file version that came with operator set 15 to 18.</summary>
    private const int FileVersion = 8;

    private readonly GraphProto _graph;
    private int _values;

    public OnnxGraph(string name) => _graph = new GraphProto { Name = name };

    /// <summary>Declares the graph's input.</summary>
    public string Input(string name, params ReadOnlySpan<long> shape)
    {
        _graph.Input.Add(OnnxFile.Describe(name, shape));
        return name;
    }

    /// <summary>Declares one of the graph's outputs: <paramref name="value"/> in another shape and under a name of its own.</summary>
    public void Output(string name, string value, params ReadOnlySpan<long> shape)
    {
        Reshape(value, shape);
        _graph.Node[^1].Output[0] = name;
        _graph.Output.Add(OnnxFile.Describe(name, shape));
    }

    /// <summary>Adds weights.</summary>
    public string Constant(ReadOnlySpan<float> values, params ReadOnlySpan<long> shape) =>
        Initialise(TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes(values), shape);

    /// <summary>Adds a list of whole numbers, such as axes or a shape.</summary>
    public string Constant(params ReadOnlySpan<long> values) =>
        Initialise(TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes(values), [values.Length]);

    /// <summary>Adds a node with one output and answers that output's name.</summary>
    public string Add(string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        string output = NextName();
        var node = new NodeProto { OpType = operation, Output = { output } };
        foreach (string input in inputs)
            node.Input.Add(input);
        foreach (AttributeProto attribute in attributes)
            node.Attribute.Add(attribute);
        _graph.Node.Add(node);
        return output;
    }

    /// <summary>The same values in another shape.</summary>
    public string Reshape(string value, params ReadOnlySpan<long> shape) => Add("Reshape", [value, Constant(shape)]);

    /// <summary>The same values in another order of axes.</summary>
    public string Transpose(string value, params ReadOnlySpan<long> axes) =>
        Add("Transpose", [value], OnnxFile.Attribute("perm", axes));

    /// <summary>The finished file.</summary>
    public ModelProto ToModel() => new()
    {
        IrVersion = FileVersion,
        ProducerName = "IdPhoto.ModelBuilder",
        Graph = _graph,
        OpsetImport = { new OperatorSetIdProto { Version = OperatorSet } },
    };

    private string Initialise(TensorProto.Types.DataType type, ReadOnlySpan<byte> bytes, ReadOnlySpan<long> shape)
    {
        var tensor = new TensorProto { Name = NextName(), DataType = (int)type, RawData = ByteString.CopyFrom(bytes) };
        foreach (long side in shape)
            tensor.Dims.Add(side);
        _graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    private string NextName() => string.Create(CultureInfo.InvariantCulture, $"v{_values++}");
}
