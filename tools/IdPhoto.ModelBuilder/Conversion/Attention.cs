using IdPhoto.ModelBuilder.Onnx;
using IdPhoto.ModelBuilder.TfLite;

namespace IdPhoto.ModelBuilder.Conversion;

/// <summary>
/// MediaPipe's own operators, of which the face mesh with attention cuts its eyes and lips out, each as a few ONNX nodes.
/// What they compute is documented by MediaPipe's sources, mediapipe/util/tflite/operations (version 2 of each).
/// </summary>
internal static class Attention
{
    /// <summary>
    /// From the landmarks [1, n, 3] the matrix [1, 4, 4] that takes a pixel of the cut-out to a pixel of the map: the box
    /// around some landmarks, turned so that two of them lie level, and enlarged.
    /// </summary>
    public static void MatrixFromLandmarks(Translation translation, TfLiteOperator node)
    {
        RequireVersion(node);
        OnnxGraph graph = translation.Graph;
        var settings = new FlexMap(node.Custom);
        string points = graph.Reshape(translation.Native(node.Inputs[0]), translation.Shape(node.Inputs[0])[1], 3);
        string rotation = Rotation(graph, points, settings);
        string chosen = graph.Add("Gather", [FirstTwo(graph, points), graph.Constant(Translation.Long(settings.Integers("subset_idxs")))]);
        string level = graph.Add("MatMul", [chosen, rotation]);
        string most = graph.Add("ReduceMax", [level], OnnxFile.Attribute("axes", [0L]));
        string least = graph.Add("ReduceMin", [level], OnnxFile.Attribute("axes", [0L]));
        string centre = Turn(graph, rotation, graph.Add("Mul", [graph.Add("Add", [most, least]), graph.Constant([0.5f], 1, 1)]));
        translation.Set(node.Outputs[0], Matrix(graph, settings, rotation, graph.Add("Sub", [most, least]), centre));
    }

    /// <summary>
    /// Samples the map [1, h, w, c] bilinearly at the places that the matrix gives for each pixel of the cut-out;
    /// places beyond the outermost pixel centres are zero.
    /// </summary>
    public static void TransformTensor(Translation translation, TfLiteOperator node)
    {
        RequireVersion(node);
        OnnxGraph graph = translation.Graph;
        int[] map = translation.Shape(node.Inputs[0]);
        int[] cut = translation.Shape(node.Outputs[0]);
        string rows = graph.Add("MatMul", [PixelCentres(graph, cut), graph.Transpose(TopRows(graph, translation.Native(node.Inputs[1])), 1, 0)]);
        string places = graph.Add("Sub", [rows, graph.Constant([0.5f], 1, 1)]);
        string last = graph.Constant([map[2] - 1, map[1] - 1], 1, 2);
        string relative = graph.Add("Sub", [graph.Add("Div", [places, graph.Constant([(map[2] - 1) / 2f, (map[1] - 1) / 2f], 1, 2)]), graph.Constant([1], 1, 1)]);
        string sampled = graph.Add(
            "GridSample",
            [translation.ChannelsFirst(node.Inputs[0]), graph.Reshape(relative, 1, cut[1], cut[2], 2)],
            OnnxFile.Attribute("mode", "bilinear"),
            OnnxFile.Attribute("padding_mode", "border"),
            OnnxFile.Attribute("align_corners", 1));
        string inside = graph.Reshape(Inside(graph, places, last), 1, 1, cut[1], cut[2]);
        translation.SetChannelsFirst(node.Outputs[0], graph.Add("Mul", [sampled, inside]));
    }

    /// <summary>Takes points [1, n, 2] of the cut-out to the map by the matrix.</summary>
    public static void TransformLandmarks(Translation translation, TfLiteOperator node)
    {
        RequireVersion(node);
        if (translation.Shape(node.Inputs[0])[2] != 2)
            throw new ConversionException($"The operator {node.Name} has points in space, which this converter does not know.");
        OnnxGraph graph = translation.Graph;
        string rows = TopRows(graph, translation.Native(node.Inputs[1]));
        string turn = graph.Transpose(Columns(graph, rows, 0, 2), 1, 0);
        string shift = graph.Reshape(Columns(graph, rows, 3, 4), 1, 2);
        string turned = graph.Add("MatMul", [translation.Native(node.Inputs[0]), turn]);
        translation.Set(node.Outputs[0], graph.Add("Add", [turned, shift]));
    }

    private static void RequireVersion(TfLiteOperator node)
    {
        if (node.Version != 2)
            throw new ConversionException($"The operator {node.Name} has version {node.Version}, which this converter does not know.");
    }

    // [[cos r, sin r], [-sin r, cos r]], r the angle from the line between the two landmarks to the wanted one. A row
    // times this is turned by r; this times a column is turned back. The line's own direction gives sine and cosine.
    private static string Rotation(OnnxGraph graph, string points, FlexMap settings)
    {
        string left = graph.Add("Gather", [points, graph.Constant(settings.Integer("left_rotation_idx"))]);
        string right = graph.Add("Gather", [points, graph.Constant(settings.Integer("right_rotation_idx"))]);
        string line = FirstTwo(graph, graph.Add("Sub", [right, left]));
        string length = graph.Add("ReduceL2", [line], OnnxFile.Attribute("axes", [1L]));
        float target = settings.Real("target_rotation_radians");
        float cos = MathF.Cos(target);
        float sin = MathF.Sin(target);
        string combine = graph.Constant([cos, sin, -sin, cos, sin, -cos, cos, sin], 2, 4);
        return graph.Reshape(graph.Add("MatMul", [graph.Add("Div", [line, length]), combine]), 2, 2);
    }

    private static string Matrix(OnnxGraph graph, FlexMap settings, string rotation, string size, string centre)
    {
        int width = settings.Integer("output_width");
        int height = settings.Integer("output_height");
        string scale = graph.Add("Mul", [size, graph.Constant([settings.Real("scale_x") / width, settings.Real("scale_y") / height], 1, 2)]);
        string turn = graph.Add("Mul", [rotation, scale]);
        string shift = graph.Add("Add", [centre, graph.Add("MatMul", [turn, graph.Constant([-width / 2f, -height / 2f], 2, 1)])]);
        string top = graph.Add("Concat", [turn, graph.Constant([0, 0], 2, 1), shift], OnnxFile.Attribute("axis", 1));
        string bottom = graph.Constant([0, 0, 1, 0, 0, 0, 0, 1], 2, 4);
        return graph.Reshape(graph.Add("Concat", [top, bottom], OnnxFile.Attribute("axis", 0)), 1, 4, 4);
    }

    private static string Turn(OnnxGraph graph, string rotation, string row) =>
        graph.Add("MatMul", [rotation, graph.Reshape(row, 2, 1)]);

    private static string PixelCentres(OnnxGraph graph, int[] shape)
    {
        float[] centres = new float[shape[1] * shape[2] * 4];
        for (int i = 0; i < shape[1] * shape[2]; i++)
        {
            centres[4 * i] = (i % shape[2]) + 0.5f;
            centres[(4 * i) + 1] = (i / shape[2]) + 0.5f;
            centres[(4 * i) + 3] = 1;
        }
        return graph.Constant(centres, shape[1] * shape[2], 4);
    }

    private static string Inside(OnnxGraph graph, string places, string last)
    {
        string after = graph.Add("GreaterOrEqual", [places, graph.Constant([0], 1, 1)]);
        string before = graph.Add("LessOrEqual", [places, last]);
        string both = graph.Add("Cast", [graph.Add("And", [after, before])], OnnxFile.Attribute("to", (long)TensorProto.Types.DataType.Float));
        return graph.Add("ReduceMin", [both], OnnxFile.Attribute("axes", [1L]));
    }

    private static string TopRows(OnnxGraph graph, string matrix) =>
        graph.Add("Slice", [graph.Reshape(matrix, 4, 4), graph.Constant(0), graph.Constant(2), graph.Constant(0)]);

    private static string FirstTwo(OnnxGraph graph, string points) => Columns(graph, points, 0, 2);

    private static string Columns(OnnxGraph graph, string table, int from, int to) =>
        graph.Add("Slice", [table, graph.Constant(from), graph.Constant(to), graph.Constant(1)]);
}
